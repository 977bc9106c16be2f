package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.ids.LongIds;
import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.nodes.TestNodes;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.testing.ThreadBoundRegistry;
import io.herald.webhooks.TestNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A node records by what it knows of the webhooks, and never by what is no longer so. */
@ParameterizedClass
@EnumSource(Database.class)
class OutboxDbTest {

  private static final long NODE = 11;
  private static final EventType PAID = new EventType("order.paid");

  private final TestDatabase database;
  private final ThreadBoundRegistry registry;
  private final TestNode here;
  private final TestNode elsewhere;
  private final OrganizationId acme;
  private final RecordingSender sender = new RecordingSender();
  private final RecordedEvents<DeliveriesAccepted> accepted = new RecordedEvents<>();
  private final Outbox outbox;

  OutboxDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    registry = new ThreadBoundRegistry(database.entityManager());
    here = new TestNode(database, 1);
    elsewhere = new TestNode(database, 2);
    acme = here.organization("acme", null);
    LongIds ids = new LongIds(Clock.systemUTC());
    ids.useSlot(3, 0);
    outbox =
        new Outbox(
            here.catalog,
            new Deliveries(database.entityManager(), kind, here.clock),
            new HandOver(registry, sender, new Dispatcher() {}),
            ids,
            TestNodes.registered(NODE),
            accepted);
  }

  @Test
  void aWebhookThatAnotherNodeRegisteredHearsOfTheNextMessage() {
    record();
    long known = elsewhere.register(acme, "order.paid").id();
    record();
    long unknown = elsewhere.register(acme, "order.paid").id();

    Message message = record();

    assertThat(deliveriesOf(message)).containsExactlyInAnyOrder(known, unknown);
    assertThat(database.count("message where id = cast('" + message.id().value() + "' as uuid)"))
        .isEqualTo(1);
  }

  @Test
  void placesAndCountsAreThoseOfWhatIsRecordedInTheEnd() {
    long known = elsewhere.register(acme, "order.paid").id();
    record();
    long unknown = elsewhere.register(acme, "order.paid").id();
    sender.promises.clear();
    accepted.clear();

    record();

    assertThat(sender.promises).containsOnly(Map.entry(known, 1), Map.entry(unknown, 1));
    assertThat(sender.sent).extracting(Claim::webhookId).containsExactly(known, known, unknown);
    assertThat(accepted.fired())
        .extracting(DeliveriesAccepted::byWebhook)
        .containsExactly(Map.of(known, 1, unknown, 1));
  }

  @Test
  void aWebhookThatWasDeletedElsewhereHearsOfNoMore() {
    long webhook = elsewhere.register(acme, "order.paid").id();
    record();
    elsewhere.unregister(acme, webhook);

    assertThat(deliveriesOf(record())).isEmpty();
  }

  @Test
  void aWebhookOfTheSameTransactionHearsOfItsMessages() {
    Message message = message();
    long webhook =
        database.transaction(
            () -> {
              long registered = here.register(acme, "order.paid").id();
              outbox.record(List.of(message));
              return registered;
            });

    assertThat(deliveriesOf(message)).containsExactly(webhook);
    assertThat(sender.promises).containsOnly(Map.entry(webhook, 1));
  }

  private Message record() {
    Message message = message();
    database.transaction(() -> outbox.record(List.of(message)));
    registry.committed();
    return message;
  }

  private Message message() {
    Instant now = here.clock.instant();
    return new Message(MessageId.next(now), acme, PAID, new Body.Plain("{}"), now);
  }

  private List<Long> deliveriesOf(Message message) {
    return database.transaction(
        () ->
            database
                .entityManager()
                .createQuery(
                    "select d.webhookId from Delivery d where d.messageId = :message", Long.class)
                .setParameter("message", message.id().value())
                .getResultList());
  }
}
