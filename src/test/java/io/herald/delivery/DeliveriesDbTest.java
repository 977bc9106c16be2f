package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.delivery.Settlement.AttemptRecord;
import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Recording, claiming, settling: on both databases. */
@ParameterizedClass
@EnumSource(Database.class)
class DeliveriesDbTest {

  private static final long NODE = 11;
  private static final long OTHER = 12;
  private static final OrganizationId ACME = new OrganizationId(UUID.randomUUID());

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final Deliveries deliveries;
  private final NextDue nextDue;
  private long lastId = 1000;

  DeliveriesDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    deliveries = new Deliveries(database.entityManager(), kind, clock);
    nextDue = new NextDue(database.dataSource());
    database.sql(
        "insert into node (id, slot, name, started_at, last_seen) values (11, 1, 'a', current_timestamp, current_timestamp)");
    database.sql(
        "insert into node (id, slot, name, started_at, last_seen) values (12, 2, 'b', current_timestamp, current_timestamp)");
  }

  @Test
  void whatIsRecordedUnclaimedCanBeClaimedWithItsBytes() {
    NewDelivery recorded = record(7, null, "{\"a\":\"Zoë 東京 😀\"}");

    List<Claim> claims = claim(NODE, Map.of(7L, 10));

    assertThat(claims)
        .containsExactly(
            new Claim(
                recorded.id(),
                NODE,
                recorded.messageId(),
                7,
                "sync.user",
                "{\"a\":\"Zoë 東京 😀\"}",
                1,
                0));
  }

  @Test
  void anEnvelopedDeliveryKeepsItsOwnBytes() {
    Message message = message("{}");
    tx(
        () ->
            deliveries.record(
                List.of(message),
                List.of(new NewDelivery(1, message, 7, ACME, "{\"own\":1}", null))));

    assertThat(claim(NODE, Map.of(7L, 1))).extracting(Claim::body).containsExactly("{\"own\":1}");
  }

  @Test
  void theLogTellsWhyATransformationDidNotApplyAndCutsWhatIsLong() {
    NewDelivery one = record(7, null, "{}");
    NewDelivery other = record(7, null, "{}");

    tx(() -> deliveries.noteUntransformed(Map.of(one.id(), "x".repeat(2000))));

    DeliveryLog log =
        new DeliveryLog(
            database.entityManager(),
            new DeliveryCounts(database.entityManager(), database.kind(), clock));
    assertThat(tx(() -> log.find(7, one.id()).orElseThrow().transformationError()))
        .contains("x".repeat(1000));
    assertThat(tx(() -> log.find(7, other.id()).orElseThrow().transformationError())).isEmpty();
  }

  @Test
  void whatIsRecordedClaimedIsNobodyElses() {
    record(7, NODE, "{}");

    assertThat(nextDue.find()).isEmpty();
    assertThat(claim(OTHER, Map.of(7L, 10))).isEmpty();
  }

  @Test
  void nothingIsRecordedWhenTheTransactionRollsBack() {
    try {
      database.transaction(
          (Runnable)
              () -> {
                record(7, null, "{}");
                throw new IllegalStateException("the producer changed its mind");
              });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageContaining("changed its mind");
    }

    assertThat(nextDue.find()).isEmpty();
  }

  @Test
  void theNextDueOneIsTheEarliest() {
    record(7, null, "{}");
    clock.advance(Duration.ofMinutes(1));
    record(8, null, "{}");

    assertThat(nextDue.find()).contains(clock.instant().minusSeconds(60));
  }

  @Nested
  class Claiming {

    @Test
    void takesTheLongestDueFirstAndNoMoreThanThereIsRoomFor() {
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        ids.add(record(7, null, "{}").id());
        clock.advance(Duration.ofSeconds(1));
      }

      assertThat(claim(NODE, Map.of(7L, 2)))
          .extracting(Claim::deliveryId)
          .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
    }

    @Test
    void leavesWhatIsNotDueYet() {
      settleAsFailed(claimOne(7), clock.instant().plusSeconds(10));

      assertThat(claim(NODE, Map.of(7L, 1))).isEmpty();
      clock.advance(Duration.ofSeconds(10));
      assertThat(claim(NODE, Map.of(7L, 1)))
          .extracting(Claim::attemptNumber, Claim::retriesUsed)
          .containsExactly(tuple(2, 1));
    }

    @Test
    void givesEachDeliveryToOneNodeOnly() {
      for (int i = 0; i < 10; i++) {
        record(7, null, "{}");
      }

      List<Claim> first = claim(NODE, Map.of(7L, 6));
      List<Claim> second = claim(OTHER, Map.of(7L, 6));

      assertThat(first).hasSize(6);
      assertThat(second).hasSize(4);
      assertThat(second)
          .extracting(Claim::deliveryId)
          .doesNotContainAnyElementsOf(first.stream().map(Claim::deliveryId).toList());
    }

    @Test
    void skipsRowsThatAnotherTransactionIsClaiming() {
      assumeThat(database.kind()).as("one process has H2 to itself").isEqualTo(Database.POSTGRESQL);
      for (int i = 0; i < 4; i++) {
        record(7, null, "{}");
      }
      List<Claim> others =
          database.transaction(
              () -> {
                List<Claim> mine = deliveries.claim(NODE, Map.of(7L, 2));
                List<Claim> theirs =
                    CompletableFuture.supplyAsync(() -> claim(OTHER, Map.of(7L, 4))).get();
                assertThat(mine).hasSize(2);
                return theirs;
              });

      assertThat(others).hasSize(2);
    }

    @Test
    void servesManyWebhooksAtOnce() {
      Map<Long, Integer> rooms = new LinkedHashMap<>();
      for (long webhook = 1; webhook <= 20; webhook++) {
        record(webhook, null, "{}");
        record(webhook, null, "{}");
        rooms.put(webhook, 1);
      }

      assertThat(claim(NODE, rooms))
          .extracting(Claim::webhookId)
          .doesNotHaveDuplicates()
          .hasSize(20);
    }
  }

  @Nested
  class Looking {

    @Test
    void findsEveryWebhookWithSomethingDue() {
      record(3, null, "{}");
      record(5, null, "{}");
      record(5, null, "{}");
      record(9, NODE, "{}");

      DueStatements.Due due = tx(() -> deliveries.due(-1, 100));

      assertThat(due.webhooks()).containsExactlyInAnyOrder(3L, 5L);
      assertThat(due.all()).isTrue();
    }

    @Test
    void isNotBlindedByOneWebhooksBacklog() {
      List<Message> messages = new ArrayList<>();
      List<NewDelivery> backlog = new ArrayList<>();
      for (int i = 0; i < 1500; i++) {
        Message message = message("{}");
        messages.add(message);
        backlog.add(new NewDelivery(++lastId, message, 4, ACME, null, null));
      }
      tx(() -> deliveries.record(messages, backlog));
      clock.advance(Duration.ofSeconds(1));
      record(2, null, "{}");
      record(6, null, "{}");

      assertThat(tx(() -> deliveries.due(-1, 100)).webhooks())
          .containsExactlyInAnyOrder(2L, 4L, 6L);
      assertThat(tx(() -> deliveries.due(4, 100)).webhooks())
          .as("in turns: behind 4 comes 6")
          .startsWith(6L)
          .doesNotContain(2L);
    }

    @Test
    void looksAtSoManyWebhooksAndSaysHowFarItCame() {
      List<Message> messages = new ArrayList<>();
      List<NewDelivery> backlog = new ArrayList<>();
      for (int i = 0; i < 1500; i++) {
        Message message = message("{}");
        messages.add(message);
        backlog.add(new NewDelivery(++lastId, message, 2 + 2 * (i % 3), ACME, null, null));
      }
      tx(() -> deliveries.record(messages, backlog));

      DueStatements.Due first = tx(() -> deliveries.due(-1, 2));
      assertThat(first.webhooks()).startsWith(2L, 4L);
      assertThat(first.reached()).isEqualTo(4);
      assertThat(first.all()).isFalse();

      DueStatements.Due rest = tx(() -> deliveries.due(4, 2));
      assertThat(rest.webhooks()).startsWith(6L);
      assertThat(rest.reached()).as("the next walk begins anew").isEqualTo(-1);
      assertThat(rest.all()).isFalse();
    }
  }

  @Nested
  class Settling {

    @Test
    void deliversOnSuccess() {
      Claim claim = claimOne(7);

      assertThat(settle(delivered(claim))).containsExactly(claim.deliveryId());

      assertThat(status(claim)).isEqualTo("delivered");
      assertThat(database.count("attempt")).isEqualTo(1);
      assertThat(tx(() -> deliveries.claimedBy(NODE))).isEmpty();
    }

    @Test
    void staleClaimCannotSettle() {
      Claim stale = claimOne(7);
      tx(() -> deliveries.release(List.of(stale)));
      Claim taken = claim(OTHER, Map.of(7L, 1)).get(0);

      assertThat(settle(delivered(stale))).isEmpty();

      assertThat(status(taken)).isEqualTo("pending");
      assertThat(database.count("attempt")).isZero();
      assertThat(settle(delivered(taken))).hasSize(1);
    }

    @Test
    void theSameAttemptCannotBeSettledTwice() {
      Claim claim = claimOne(7);
      settleAsFailed(claim, clock.instant());
      claim(NODE, Map.of(7L, 1));

      assertThat(settle(delivered(claim))).isEmpty();
    }

    @Test
    void oneThatWasCancelledMeanwhileStaysCancelledButKeepsItsAttempt() {
      Claim claim = claimOne(7);
      tx(() -> deliveries.cancelPending(7));

      settleAsFailed(claim, clock.instant().plusSeconds(10));

      assertThat(status(claim)).isEqualTo("cancelled");
      assertThat(database.count("attempt")).isEqualTo(1);
      assertThat(nextDue.find()).isEmpty();
    }

    @Test
    void oneThatWasCancelledMeanwhileButDeliveredIsDelivered() {
      Claim claim = claimOne(7);
      tx(() -> deliveries.cancelPending(7));

      settle(delivered(claim));

      assertThat(status(claim)).isEqualTo("delivered");
    }

    @Test
    void takesManyOutcomesOfEveryKindAtOnce() {
      List<Settlement> batch = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Claim claim = claimOne(7);
        batch.add(i % 2 == 0 ? delivered(claim) : failed(claim, clock.instant().plusSeconds(10)));
      }

      assertThat(settle(batch.toArray(Settlement[]::new))).hasSize(50);
      assertThat(database.count("attempt")).isEqualTo(50);
      assertThat(database.count("delivery where status = 'delivered'")).isEqualTo(25);
    }
  }

  @Nested
  class Cancelling {

    @Test
    void endsAllThatIsPendingForTheWebhookAndNothingElse() {
      record(7, null, "{}");
      record(7, NODE, "{}");
      settle(delivered(claimOne(7)));
      record(8, null, "{}");

      tx(() -> deliveries.cancelPending(7));

      assertThat(database.count("delivery where status = 'cancelled' and webhook_id = 7"))
          .isEqualTo(2);
      assertThat(database.count("delivery where status = 'delivered' and webhook_id = 7"))
          .isEqualTo(1);
      assertThat(database.count("delivery where status = 'pending' and webhook_id = 8"))
          .isEqualTo(1);
    }
  }

  private NewDelivery record(long webhook, @Nullable Long claimedBy, String body) {
    Message message = message(body);
    NewDelivery delivery = new NewDelivery(++lastId, message, webhook, ACME, null, claimedBy);
    tx(() -> deliveries.record(List.of(message), List.of(delivery)));
    return delivery;
  }

  private Message message(String body) {
    Instant now = clock.instant();
    return new Message(MessageId.next(now), ACME, EventType.SYNC_USER, new Body.Plain(body), now);
  }

  private Claim claimOne(long webhook) {
    record(webhook, null, "{}");
    return claim(NODE, Map.of(webhook, 1)).get(0);
  }

  private List<Claim> claim(long node, Map<Long, Integer> rooms) {
    return tx(() -> deliveries.claim(node, rooms));
  }

  private Set<Long> settle(Settlement... settlements) {
    return tx(() -> deliveries.settle(List.of(settlements)));
  }

  private void settleAsFailed(Claim claim, Instant next) {
    settle(failed(claim, next));
  }

  private Settlement delivered(Claim claim) {
    return new Settlement(
        claim, DeliveryStatus.DELIVERED, claim.retriesUsed(), null, false, attempt(claim, 204));
  }

  private Settlement failed(Claim claim, Instant next) {
    return new Settlement(
        claim, DeliveryStatus.PENDING, claim.retriesUsed() + 1, next, false, attempt(claim, 500));
  }

  private AttemptRecord attempt(Claim claim, int status) {
    return new AttemptRecord(
        claim.attemptNumber(), clock.instant(), 12, "answered", status, "{}", "{}", "Zoë", null);
  }

  private String status(Claim claim) {
    return (String)
        database
            .entityManager()
            .createNativeQuery("select status from delivery where id = " + claim.deliveryId())
            .getSingleResult();
  }

  private <T> T tx(Callable<T> work) {
    return database.transaction(work);
  }

  private void tx(Runnable work) {
    database.transaction(work);
  }
}
