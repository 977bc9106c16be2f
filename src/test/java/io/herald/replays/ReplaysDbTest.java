package io.herald.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.delivery.DeliveryStatus;
import io.herald.delivery.FellDue;
import io.herald.delivery.LogPart;
import io.herald.delivery.LogRedelivery;
import io.herald.ids.LongIds;
import io.herald.replays.ReplaySteps.Result;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.webhooks.EventTypePattern;
import io.herald.webhooks.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which deliveries a replay moves, how many at a time, and that it moves each once. */
@ParameterizedClass
@EnumSource(Database.class)
class ReplaysDbTest {

  private static final long WEBHOOK = 7;
  private static final OrganizationId ACME = new OrganizationId(new UUID(0, 1));

  private final MutableClock clock = MutableClock.atNoon();
  private final RecordedEvents<FellDue> fellDue = new RecordedEvents<>();
  private final RecordedEvents<ReplayFinished> finished = new RecordedEvents<>();
  private final TestDatabase database;
  private final LogRedelivery redelivery;
  private final ReplaySteps steps;
  private final LongIds ids = new LongIds(clock);

  ReplaysDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    redelivery = new LogRedelivery(database.entityManager(), clock, fellDue);
    steps = new ReplaySteps(database.entityManager(), redelivery, clock, finished);
    ids.useSlot(1, 0);
    database.sql(
        """
        insert into webhook (id, organization_id, callback_url, active, revision, created_at, updated_at)
        values (7, '%s', 'https://example.org', true, 1, '%2$s', '%2$s')"""
            .formatted(ACME.value(), clock.instant()));
  }

  @Nested
  class Counts {

    @Test
    void whatIsFinalFromSinceToBeforeUntil() {
      Instant start = clock.instant();
      delivery("delivered", "order.paid");
      clock.advance(Duration.ofHours(1));
      delivery("exhausted", "order.paid");
      delivery("pending", "order.paid");
      clock.advance(Duration.ofHours(1));
      delivery("cancelled", "order.paid");

      assertThat(count(start, null)).isEqualTo(3);
      assertThat(count(start.plusMillis(1), null)).isEqualTo(2);
      assertThat(count(start, start.plus(Duration.ofHours(1)))).isEqualTo(1);
      assertThat(count(start, start.plus(Duration.ofHours(1)).plusMillis(1))).isEqualTo(2);
    }

    @Test
    void whatLiesFarBackToo() {
      Instant start = clock.instant();
      delivery("delivered", "order.paid");
      clock.advance(Duration.ofDays(9));
      delivery("delivered", "order.paid");

      assertThat(count(start, start.plusMillis(1))).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
      "exhausted, , 2",
      "delivered, , 1",
      ", order.paid, 2",
      ", order.*, 2",
      ", order.* order_paid, 3",
      ", order_p.*, 0",
      ", *, 3",
      "exhausted, order.paid, 1",
    })
    void theStateAndTheTypesThatAreWanted(
        @Nullable String status, @Nullable String types, int expected) {
      Instant start = clock.instant();
      delivery("delivered", "order.paid");
      delivery("exhausted", "order.paid");
      delivery("exhausted", "order_paid");

      assertThat(count(part(start, null, status, types))).isEqualTo(expected);
    }

    @Test
    void oneWebhookAlone() {
      Instant start = clock.instant();
      delivery("delivered", "order.paid");
      database.sql("update delivery set webhook_id = 8");

      assertThat(count(start, null)).isZero();
    }
  }

  @Nested
  class AStep {

    @Test
    void makesPendingWhatIsMeantAndLeavesTheRest() {
      Instant start = clock.instant();
      long meant = delivery("exhausted", "order.paid");
      long other = delivery("exhausted", "invoice.paid");
      long delivered = delivery("delivered", "order.paid");
      clock.advance(Duration.ofMinutes(1));
      long replay = replay(part(start, null, "exhausted", "order.*"));

      assertThat(step(replay, 100)).isEqualTo(Result.OVER);

      assertThat(database.count("delivery where status = 'pending' and id = " + meant)).isOne();
      assertThat(database.count("delivery where status = 'exhausted' and id = " + other)).isOne();
      assertThat(database.count("delivery where status = 'delivered' and id = " + delivered))
          .isOne();
      assertThat(
              database.count(
                  "delivery where status = 'pending' and retries_used = 0 and attempt_count = 2 and finished_at is null and due_at = '"
                      + clock.instant()
                      + "'"))
          .as("the schedule starts anew, the numbers of the attempts go on")
          .isOne();
      assertThat(fellDue.fired()).hasSize(1);
      assertThat(finished.fired())
          .containsExactly(new ReplayFinished(replay, WEBHOOK, ACME, 1, 1, clock.instant()));
    }

    @Test
    void movesNoMoreThanMayBeOnTheirWay() {
      Instant start = clock.instant();
      delivery("delivered", 30);
      long replay = replay(part(start, null, null, null));

      assertThat(step(replay, 20)).isEqualTo(Result.CAUGHT_UP);
      assertThat(pending()).isEqualTo(20);
      assertThat(step(replay, 20)).as("none has arrived yet").isEqualTo(Result.WAITS);

      database.sql(
          "update delivery set status = 'delivered', due_at = null where status = 'pending'");
      assertThat(step(replay, 20)).isEqualTo(Result.OVER);
      assertThat(pending()).isEqualTo(10);
      assertThat(done(replay)).isEqualTo(30);
    }

    @Test
    void countsWhatANodeHasClaimedAsOnItsWay() {
      Instant start = clock.instant();
      delivery("delivered", 5);
      long replay = replay(part(start, null, null, null));
      database.sql(
          "insert into node (id, slot, name, started_at, last_seen) values (11, 1, 'a', current_timestamp, current_timestamp)");
      delivery("pending", 3);
      database.sql("update delivery set claimed_by = 11 where status = 'pending'");

      assertThat(step(replay, 3)).isEqualTo(Result.WAITS);
      assertThat(step(replay, 4)).isEqualTo(Result.MOVED);
      assertThat(pending()).isEqualTo(4);
    }

    @Test
    void passesWhatIsNotMeantInShortSteps() {
      Instant start = clock.instant();
      delivery("delivered", 1001);
      delivery("exhausted", 1);
      long replay = replay(part(start, null, "exhausted", null));

      assertThat(step(replay, 20)).isEqualTo(Result.PASSED);
      assertThat(step(replay, 20)).isEqualTo(Result.OVER);
      assertThat(done(replay)).isEqualTo(1);
    }

    @Test
    void leavesWhatWasRecordedAfterTheStart() {
      Instant start = clock.instant();
      delivery("delivered", 1);
      long replay = replay(part(start, null, null, null));
      delivery("exhausted", 1);

      assertThat(step(replay, 20)).isEqualTo(Result.OVER);
      assertThat(pending()).isEqualTo(1);
    }

    @Test
    void waitsWhileTheWebhookIsInactive() {
      Instant start = clock.instant();
      delivery("delivered", 1);
      long replay = replay(part(start, null, null, null));
      database.sql("update webhook set active = false");

      assertThat(step(replay, 20)).isEqualTo(Result.WAITS);
      assertThat(pending()).isZero();

      database.sql("update webhook set active = true");
      assertThat(step(replay, 20)).isEqualTo(Result.OVER);
    }

    @Test
    void cancelsTheReplayOfADeletedWebhook() {
      Instant start = clock.instant();
      delivery("delivered", 1);
      long replay = replay(part(start, null, null, null));
      database.sql("update webhook set deleted_at = updated_at");

      assertThat(step(replay, 20)).isEqualTo(Result.OVER);
      assertThat(pending()).isZero();
      assertThat(database.count("replay where status = 'cancelled'")).isOne();
    }

    @Test
    void isNotTakenWhileAnotherNodeIsAtIt() throws Exception {
      assumeThat(database.kind()).as("one process has H2 to itself").isEqualTo(Database.POSTGRESQL);
      Instant start = clock.instant();
      delivery("delivered", 30);
      long replay = replay(part(start, null, null, null));

      Result others =
          database.transaction(
              () -> {
                assertThat(steps.step(replay, 20)).isEqualTo(Result.CAUGHT_UP);
                return CompletableFuture.supplyAsync(() -> step(replay, 20)).get();
              });

      assertThat(others).isEqualTo(Result.WAITS);
      assertThat(pending()).isEqualTo(20);
    }

    @Test
    void thatIsRolledBackNeverWas() {
      Instant start = clock.instant();
      delivery("delivered", 5);
      long replay = replay(part(start, null, null, null));
      try {
        database.transaction(
            (Runnable)
                () -> {
                  steps.step(replay, 3);
                  throw new IllegalStateException("the node died");
                });
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessage("the node died");
      }
      assertThat(pending()).isZero();
      assertThat(done(replay)).isZero();

      assertThat(step(replay, 20)).isEqualTo(Result.OVER);
      assertThat(done(replay)).isEqualTo(5);
    }
  }

  @Nested
  class APausedOne {

    @Test
    void isNotAmongTheRunning() {
      Instant start = clock.instant();
      delivery("delivered", 1);
      long replay = replay(part(start, null, null, null));
      assertThat(database.transaction(steps::running)).containsExactly(replay);

      database.sql("update replay set status = 'paused'");

      assertThat(database.transaction(steps::running)).isEmpty();
      assertThat(step(replay, 20)).isEqualTo(Result.WAITS);
      assertThat(pending()).isZero();
    }
  }

  private Result step(long replay, int most) {
    return database.transaction(() -> steps.step(replay, most));
  }

  private long replay(LogPart part) {
    return database.transaction(
        () -> {
          Replay replay =
              new Replay(ids.next(), ACME, part, redelivery.count(part), clock.instant());
          database.entityManager().persist(replay);
          return replay.view().id();
        });
  }

  private LogPart part(
      Instant since, @Nullable Instant until, @Nullable String status, @Nullable String types) {
    EventTypes wanted =
        types == null
            ? EventTypes.ALL
            : EventTypes.of(
                Arrays.stream(types.split(" ", -1)).map(EventTypePattern::parse).toList());
    return database.transaction(
        () ->
            redelivery.part(
                WEBHOOK,
                since,
                Optional.ofNullable(until),
                Optional.ofNullable(status).flatMap(DeliveryStatus::parse),
                wanted));
  }

  private long count(Instant since, @Nullable Instant until) {
    return count(part(since, until, null, null));
  }

  private long count(LogPart part) {
    return database.transaction(() -> redelivery.count(part));
  }

  private long pending() {
    return database.count("delivery where status = 'pending' and attempt_count > 0");
  }

  private long done(long replay) {
    return database.transaction(
        () -> database.entityManager().find(Replay.class, replay).view().done());
  }

  private void delivery(String status, int times) {
    String values =
        String.join(
            ", ",
            java.util.stream.Stream.generate(() -> row(ids.next(), status, "order.paid"))
                .limit(times)
                .toList());
    database.sql(INSERT + values);
  }

  private long delivery(String status, String type) {
    long id = ids.next();
    database.sql(INSERT + row(id, status, type));
    return id;
  }

  private static final String INSERT =
      """
      insert into delivery (id, message_id, webhook_id, organization_id, event_type, status,
        attempt_count, retries_used, due_at, created_at, finished_at) values""";

  private String row(long id, String status, String type) {
    boolean pending = status.equals("pending");
    return "(%d, '%s', 7, '%s', '%s', '%s', %d, %d, %s, '%s', %s)"
        .formatted(
            id,
            UUID.randomUUID(),
            ACME.value(),
            type,
            status,
            2,
            1,
            pending ? "'" + clock.instant() + "'" : "null",
            clock.instant(),
            pending ? "null" : "'" + clock.instant() + "'");
  }
}
