package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims for webhooks with an order or a rate limit, by two nodes: on both databases. */
@ParameterizedClass
@EnumSource(Database.class)
class GatesDbTest {

  private static final long NODE = 11;
  private static final long OTHER = 12;
  private static final OrganizationId ACME = new OrganizationId(UUID.randomUUID());

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final Deliveries deliveries;
  private long lastId = 1000;

  GatesDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    deliveries = new Deliveries(database.entityManager(), kind, clock);
  }

  @Nested
  class Ordered {

    @Test
    void onlyTheOldestIsUnderWayWhicheverNodeAsks() {
      List<Long> ids = record(7, 3);

      Claim first = claim(NODE, ordered(7)).get(0);

      assertThat(first.deliveryId()).isEqualTo(ids.get(0));
      assertThat(claim(NODE, ordered(7))).isEmpty();
      assertThat(claim(OTHER, ordered(7))).isEmpty();
      settle(first, DeliveryStatus.DELIVERED, null);
      assertThat(claim(OTHER, ordered(7)))
          .extracting(Claim::deliveryId)
          .containsExactly(ids.get(1));
      assertThat(claim(NODE, ordered(7))).isEmpty();
    }

    @Test
    void theOldestIsTriedAgainBeforeAnythingBehindIt() {
      List<Long> ids = record(7, 2);
      Claim first = claim(NODE, ordered(7)).get(0);
      settle(first, DeliveryStatus.PENDING, clock.instant().plusSeconds(10));

      assertThat(claim(OTHER, ordered(7))).isEmpty();
      clock.advance(Duration.ofSeconds(10));

      assertThat(claim(OTHER, ordered(7)))
          .extracting(Claim::deliveryId, Claim::attemptNumber)
          .containsExactly(tuple(ids.get(0), 2));
    }

    @Test
    void anExhaustedOrCancelledOneLetsTheNextPass() {
      List<Long> ids = record(7, 3);

      settle(claim(NODE, ordered(7)).get(0), DeliveryStatus.EXHAUSTED, null);
      Claim second = claim(NODE, ordered(7)).get(0);
      settle(second, DeliveryStatus.CANCELLED, null);
      Claim third = claim(NODE, ordered(7)).get(0);

      assertThat(List.of(second.deliveryId(), third.deliveryId())).isEqualTo(ids.subList(1, 3));
    }

    @Test
    void whatADeadNodeHadGoesFirst() {
      List<Long> ids = record(7, 2);
      Claim first = claim(NODE, ordered(7)).get(0);

      tx(() -> deliveries.release(List.of(first)));

      assertThat(claim(OTHER, ordered(7)))
          .extracting(Claim::deliveryId)
          .containsExactly(ids.get(0));
    }

    @Test
    void oneThatIsRedeliveredGoesBeforeYoungerOnes() {
      List<Long> ids = record(7, 2);
      settle(claim(NODE, ordered(7)).get(0), DeliveryStatus.DELIVERED, null);
      database.sql(
          "update delivery set status = 'pending', due_at = created_at, finished_at = null where id = "
              + ids.get(0));

      assertThat(claim(NODE, ordered(7))).extracting(Claim::deliveryId).containsExactly(ids.get(0));
    }

    @Test
    void waitsForWhatWasUnderWayBeforeItWasOrdered() {
      record(7, 1);
      Claim unordered = tx(() -> deliveries.claim(NODE, Map.of(7L, 1))).get(0);
      List<Long> ids = record(7, 1);

      assertThat(claim(OTHER, ordered(7))).isEmpty();
      settle(unordered, DeliveryStatus.DELIVERED, null);

      assertThat(claim(OTHER, ordered(7))).extracting(Claim::deliveryId).isEqualTo(ids);
    }

    @Test
    void oneThatWaitsKeepsNoOtherWebhookWaiting() {
      record(7, 2);
      record(8, 2);
      claim(NODE, ordered(7));

      assertThat(claim(NODE, ordered(7), ordered(8)))
          .extracting(Claim::webhookId)
          .containsExactly(8L);
    }

    @Test
    void twoNodesAtOnceKeepTheOrder() {
      assumeThat(database.kind()).as("one process has H2 to itself").isEqualTo(Database.POSTGRESQL);
      List<Long> ids = record(7, 60);
      List<Long> sent = Collections.synchronizedList(new ArrayList<>());

      CompletableFuture.allOf(
              Arrays.stream(new long[] {NODE, OTHER, 13})
                  .mapToObj(node -> CompletableFuture.runAsync(() -> work(node, ids.size(), sent)))
                  .toArray(CompletableFuture[]::new))
          .join();

      assertThat(sent).isEqualTo(ids);
    }

    private void work(long node, int all, List<Long> sent) {
      while (sent.size() < all) {
        for (Claim claim : claim(node, ordered(7))) {
          sent.add(claim.deliveryId());
          settle(claim, DeliveryStatus.DELIVERED, null);
        }
      }
    }
  }

  @Nested
  class RateLimited {

    @Test
    void lessThanOneASecond() {
      record(7, 3);

      assertThat(claim(NODE, limited(7, 0.5))).hasSize(1);
      clock.advance(Duration.ofMillis(1800));
      assertThat(claim(OTHER, limited(7, 0.5))).isEmpty();
      clock.advance(Duration.ofMillis(200));
      assertThat(claim(OTHER, limited(7, 0.5))).hasSize(1);
    }

    @Test
    void nodesShareTheRate() {
      record(7, 200);
      int begun = 0;

      for (int i = 0; i < 100; i++) { // two seconds
        begun += claim(NODE, limited(7, 30)).size() + claim(OTHER, limited(7, 30)).size();
        clock.advance(Duration.ofMillis(20));
      }

      assertThat(begun).isBetween(59, 63);
    }

    @Test
    void whoWasIdleMayNotCatchUpOnMoreThanAMoment() {
      record(7, 100);
      claim(NODE, limited(7, 50));
      clock.advance(Duration.ofMinutes(1));

      assertThat(claim(NODE, limited(7, 50))).hasSize(5);
    }

    @Test
    void saysWhenToComeAgain() {
      record(7, 2);

      GateStatements.Passed passed = tx(() -> deliveries.claim(NODE, List.of(limited(7, 2))));

      assertThat(passed.closed())
          .as("as if the first one had come a little late")
          .containsEntry(7L, clock.instant().plusMillis(480));
    }

    @Test
    void whatIsNotThereCostsNothing() {
      record(7, 1);
      claim(NODE, limited(7, 1000));

      record(7, 60);

      assertThat(claim(NODE, limited(7, 1000))).as("99 of 100 were left").hasSize(60);
    }

    @Test
    void anOrderedOneKeepsItsRateToo() {
      record(7, 2);
      Pass both = new Pass(7, 1, 1.0, true);
      settle(claim(NODE, both).get(0), DeliveryStatus.DELIVERED, null);

      assertThat(claim(NODE, both)).isEmpty();
      clock.advance(Duration.ofSeconds(1));
      assertThat(claim(NODE, both)).hasSize(1);
    }

    @Test
    void isLeftAloneWhileAnotherNodeClaimsForIt() {
      assumeThat(database.kind()).as("one process has H2 to itself").isEqualTo(Database.POSTGRESQL);
      record(7, 10);
      claim(NODE, limited(7, 1000));
      record(7, 10);

      database.transaction(
          () -> {
            assertThat(deliveries.claim(NODE, List.of(limited(7, 1000))).claims()).isNotEmpty();
            GateStatements.Passed other =
                CompletableFuture.supplyAsync(
                        () -> tx(() -> deliveries.claim(OTHER, List.of(limited(7, 1000)))))
                    .get();
            assertThat(other.claims()).isEmpty();
            assertThat(other.closed()).containsKey(7L);
            return true;
          });
    }
  }

  private static Pass ordered(long webhook) {
    return new Pass(webhook, 1, null, true);
  }

  private static Pass limited(long webhook, double perSecond) {
    return new Pass(webhook, 1000, perSecond, false);
  }

  private List<Long> record(long webhook, int count) {
    Instant now = clock.instant();
    List<Message> messages = new ArrayList<>();
    List<NewDelivery> fresh = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Message message =
          new Message(MessageId.next(now), ACME, EventType.SYNC_USER, new Body.Plain("{}"), now);
      messages.add(message);
      fresh.add(new NewDelivery(++lastId, message, webhook, ACME, null, null));
    }
    database.transaction(() -> deliveries.record(messages, fresh));
    return fresh.stream().map(NewDelivery::id).toList();
  }

  private List<Claim> claim(long node, Pass... passes) {
    return tx(() -> deliveries.claim(node, List.of(passes))).claims();
  }

  private void settle(Claim claim, DeliveryStatus status, @Nullable Instant next) {
    Settlement settlement =
        new Settlement(
            claim,
            status,
            claim.retriesUsed() + 1,
            next,
            false,
            new Settlement.AttemptRecord(
                claim.attemptNumber(), clock.instant(), 1, "answered", 500, "{}", "{}", "", null));
    assertThat(tx(() -> deliveries.settle(List.of(settlement)))).hasSize(1);
  }

  private <T> T tx(Callable<T> work) {
    return database.transaction(work);
  }

  private void tx(Runnable work) {
    database.transaction(work);
  }
}
