package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.nodes.Node;
import io.herald.nodes.TestNodes;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import io.herald.transport.Answered;
import io.herald.transport.Outcome;
import io.herald.transport.PostRequest;
import io.herald.webhooks.Target;
import io.herald.webhooks.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches exist in a node's memory alone: what becomes of their deliveries in the database. */
@ParameterizedClass
@EnumSource(Database.class)
class BatchesDbTest {

  private static final DeliverySettings SETTINGS =
      new DeliverySettings(
          Duration.ofSeconds(15), new RetrySchedule(List.of(Duration.ofSeconds(10))), 10, 10, 100);

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final Deliveries deliveries;
  private final TestNode webhooks;
  private final OrganizationId owner;
  private final Server first;
  private final Server second;
  private long lastId = 1000;

  BatchesDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    deliveries = new Deliveries(database.entityManager(), kind, clock);
    webhooks = new TestNode(database, 1);
    owner = webhooks.organization("owner", null);
    first = new Server(11);
    second = new Server(12);
  }

  @Test
  void whatACrashedNodeWasCollectingIsSentByAnotherAndCountedOnce() {
    long webhook = webhook("'batch':{'maxMessages':3,'maxWait':'PT10S'}");
    List<Long> ids = record(webhook, 2, first);
    assertThat(first.sent).isEmpty();

    crash(first);
    ids.addAll(record(webhook, 1, second));
    second.claim(webhook);

    assertThat(second.sent).containsExactly(ids);
    second.settle();
    assertThat(attempts(ids, 1)).isEqualTo(3);
    assertThat(database.count("attempt")).isEqualTo(3);
  }

  @Test
  void aBatchThatWentOutBeforeTheCrashGoesAgainAndIsCountedOnce() {
    long webhook = webhook("'batch':{'maxMessages':2,'maxWait':'PT10S'}");
    List<Long> ids = record(webhook, 2, first);
    assertThat(first.sent).containsExactly(ids);

    crash(first);
    second.claim(webhook);
    second.settle();
    first.settle(); // it was not dead, only very slow

    assertThat(second.sent).containsExactly(ids);
    assertThat(second.ids).as("the same batch for the receiver").isEqualTo(first.ids);
    assertThat(attempts(ids, 1)).isEqualTo(2);
    assertThat(database.count("attempt")).isEqualTo(2);
  }

  @Test
  void whatANodeThatStopsWasCollectingIsGivenBack() {
    long webhook = webhook("'batch':{'maxMessages':3,'maxWait':'PT10S'}");
    List<Long> ids = record(webhook, 2, first);

    List<Claim> back = first.sender.stop();
    database.transaction(() -> deliveries.release(back));
    ids.addAll(record(webhook, 1, second));
    second.claim(webhook);

    assertThat(first.sent).isEmpty();
    assertThat(second.sent).containsExactly(ids);
  }

  @Test
  void ofABatchThatFailedEachDeliveryIsTriedAgain() {
    long webhook = webhook("'batch':{'maxMessages':2,'maxWait':'PT10S'}");
    first.answer = 500;
    List<Long> ids = record(webhook, 2, first);
    first.settle();
    assertThat(attempts(ids, 1)).isZero();

    clock.advance(Duration.ofSeconds(11)); // from the end of the attempt
    second.claim(webhook);
    second.settle();

    assertThat(second.sent).containsExactly(ids);
    assertThat(attempts(ids, 2)).isEqualTo(2);
    assertThat(database.count("attempt")).isEqualTo(4);
  }

  @Test
  void aRateLimitCountsTheMessagesOfBatchesOverAllNodes() {
    long webhook = webhook("'rateLimit':2,'batch':{'maxMessages':2,'maxWait':'PT10S'}");
    List<Long> ids = record(webhook, 12, null);

    for (int i = 0; i < 20; i++) { // five seconds
      first.claim(webhook);
      second.claim(webhook);
      List<Long> sent = Stream.of(first, second).flatMap(Server::messages).toList();
      assertThat(sent).hasSizeLessThanOrEqualTo(i / 2 + 1);
      first.settle();
      second.settle();
      clock.advance(Duration.ofMillis(250));
    }

    List<Long> sent = new ArrayList<>(Stream.of(first, second).flatMap(Server::messages).toList());
    assertThat(sent).hasSizeGreaterThanOrEqualTo(8).doesNotHaveDuplicates();
    assertThat(ids).containsAll(sent);
    assertThat(attempts(sent, 1)).isEqualTo(sent.size());
  }

  private long webhook(String policy) {
    long id = webhooks.register(owner, "*").id();
    String json = "{" + policy.replace('\'', '"') + "}";
    database.sql("update webhook set policy = '" + json + "' where id = " + id);
    webhooks.target(id);
    return id;
  }

  /** As a producer does it on a node; null: on one that has no room. */
  private List<Long> record(long webhook, int count, @Nullable Server on) {
    Instant now = clock.instant();
    List<Message> messages = new ArrayList<>();
    List<NewDelivery> fresh = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Message message =
          new Message(MessageId.next(now), owner, EventType.SYNC_USER, new Body.Plain("{}"), now);
      messages.add(message);
      Long claimant = on == null ? null : on.node.id();
      fresh.add(new NewDelivery(++lastId, message, webhook, owner, null, claimant));
    }
    database.transaction(() -> deliveries.record(messages, fresh));
    if (on != null) {
      fresh.forEach(each -> on.sender.reserve(webhook));
      on.sender.send(fresh.stream().map(each -> each.claim(on.node.id())).toList());
    }
    return new ArrayList<>(fresh.stream().map(NewDelivery::id).toList());
  }

  /** As its successor does when it finds the node dead. */
  private void crash(Server server) {
    long id = server.node.id();
    database.transaction(() -> deliveries.release(id, deliveries.claimedBy(id)));
  }

  /** How many of these are delivered after so many attempts. */
  private long attempts(List<Long> ids, int count) {
    String list = String.join(",", ids.stream().map(String::valueOf).toList());
    return database.count(
        "delivery where status = 'delivered' and attempt_count = %d and id in (%s)"
            .formatted(count, list));
  }

  /** A node whose receiver answers at once. */
  private final class Server {

    private final Node node;
    private final Sender sender;
    private final List<Settlement> outcomes = new ArrayList<>();

    /** The deliveries of each request. */
    private final List<List<Long>> sent = new ArrayList<>();

    private final List<String> ids = new ArrayList<>();
    private int answer = 204;
    private int requests;

    Server(long id) {
      node = TestNodes.registered(id);
      Recorder recorder =
          new Recorder() {
            @Override
            void add(Settlement settlement) {
              outcomes.add(settlement);
              if (sent.size() < requests) {
                sent.add(new ArrayList<>());
              }
              sent.get(requests - 1).add(settlement.deliveryId());
            }
          };
      sender =
          new Sender(
              SETTINGS,
              new Poster(this::post, new AccessTokens(this::post, clock), clock),
              webhooks.catalog,
              recorder,
              node,
              clock);
    }

    private CompletionStage<Outcome> post(PostRequest request) {
      requests++;
      ids.add(String.valueOf(request.headers().get("webhook-id")));
      return CompletableFuture.completedStage(
          new Answered(answer, Map.of(), "", clock.instant(), Duration.ofMillis(1)));
    }

    /** As the claimer does it. */
    void claim(long webhook) {
      Target target = webhooks.target(webhook);
      if (Gates.needed(target)) {
        List<Pass> passes = List.of(Gates.pass(target, 10));
        GateStatements.Passed passed =
            database.transaction(() -> deliveries.claim(node.id(), passes));
        sender.gates().asked(passes, passed);
        sender.sendClaimed(passed.claims());
      } else {
        sender.sendClaimed(
            database.transaction(() -> deliveries.claim(node.id(), Map.of(webhook, 10))));
      }
    }

    void settle() {
      database.transaction(() -> deliveries.settle(outcomes));
      sender.settled(List.copyOf(outcomes));
      outcomes.clear();
    }

    Stream<Long> messages() {
      return sent.stream().flatMap(List::stream);
    }
  }
}
