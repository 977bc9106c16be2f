package io.herald.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.delivery.AttemptMade;
import io.herald.delivery.AttemptsSettled;
import io.herald.delivery.DeliveryStatus;
import io.herald.nodes.KnownNode;
import io.herald.nodes.KnownNodes;
import io.herald.statistics.LatencyHistogram;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operations overview is made of. */
@ParameterizedClass
@EnumSource(Database.class)
class NodeReadingsDbTest {

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final NodeReadings readings;
  private final BacklogByAge backlog;
  private final Lag lag = new Lag();

  NodeReadingsDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    readings = new NodeReadings(database.entityManager());
    backlog = new BacklogByAge(database.entityManager(), clock);
  }

  @Test
  void thoseOfAllNodesAddUpByTheirTime() {
    add(1, 3, 10, 100, 100, 100);
    add(2, 4, 20, 900);
    clock.advance(Duration.ofSeconds(10));
    add(1, 0, 0);

    List<OperationsView.Moment> history = Operations.history(read());

    assertThat(history).hasSize(2);
    OperationsView.Moment both = history.get(0);
    assertThat(both.inFlight()).isEqualTo(7);
    assertThat(both.held()).isEqualTo(30);
    assertThat(both.oldestDueMs()).isEqualTo(20_000);
    OperationsView.LagView waited = Objects.requireNonNull(both.lag());
    assertThat(waited.deliveries()).isEqualTo(4);
    assertThat(waited.p50()).isBetween(95L, 105L);
    assertThat(waited.p99()).isBetween(855L, 945L);
    assertThat(history.get(1).lag()).isNull();
  }

  @Test
  void areForgottenAfterHalfAnHour() {
    add(1, 1, 1);
    clock.advance(NodeReadings.KEPT);
    add(1, 2, 2);
    assertThat(read()).hasSize(2);

    clock.advance(Duration.ofSeconds(10));
    assertThat(read()).extracting(NodeReading::inFlight).containsExactly(2);
    add(1, 3, 3);
    assertThat(database.count("node_reading")).isEqualTo(2);
  }

  @Test
  void oneOfTheSameTimeTakesTheOthersPlace() {
    add(1, 1, 1);
    add(1, 5, 5);

    assertThat(read()).extracting(NodeReading::inFlight).containsExactly(5);
  }

  @Test
  void theLagIsThatOfFirstAttemptsSinceItWasLastTaken() {
    lag.on(new AttemptsSettled(List.of(attempt(1, 250), attempt(2, 60_000), attempt(1, -5))));

    LatencyHistogram taken = lag.take();

    assertThat(taken.count()).isEqualTo(2);
    assertThat(taken.percentile(1)).isBetween(237L, 263L);
    assertThat(lag.take().isEmpty()).isTrue();
  }

  @Test
  void theBacklogIsCountedByHowLongItHasBeenDue() {
    waiting(1, Duration.ofMinutes(-5), "pending", "null");
    waiting(2, Duration.ZERO, "pending", "null");
    waiting(3, Duration.ofSeconds(9), "pending", "null");
    waiting(4, Duration.ofSeconds(10), "pending", "null");
    waiting(5, Duration.ofMinutes(11), "pending", "null");
    waiting(6, Duration.ofDays(3), "pending", "null");
    waiting(7, Duration.ofDays(3), "pending", "17");
    waiting(8, Duration.ofDays(3), "delivered", "null");

    assertThat(database.transaction(backlog::due))
        .extracting(BacklogByAge.Age::count)
        .containsExactly(2L, 1L, 0L, 1L, 0L, 1L);
    assertThat(database.transaction(backlog::scheduled)).isEqualTo(1);
  }

  @Test
  void theBacklogIsNotCountedToItsEnd() {
    String at = "'" + clock.instant().minusSeconds(30) + "'";
    String rows =
        database.kind() == Database.POSTGRESQL
            ? "generate_series(1, 10500) as n"
            : "(select x as n from system_range(1, 10500)) as numbers";
    database.sql(
        """
        insert into delivery (id, message_id, webhook_id, organization_id, event_type, status,
          attempt_count, retries_used, due_at, created_at)
        select n, cast('%1$s' as uuid), 1, cast('%1$s' as uuid), 'ping', 'pending', 0, 0,
          cast(%2$s as timestamp with time zone), cast(%2$s as timestamp with time zone) from %3$s"""
            .formatted(new UUID(0, 1), at, rows));

    assertThat(database.transaction(backlog::due).get(1).count()).isEqualTo(BacklogByAge.MOST);
  }

  @Test
  void everyNodeIsKnownWithTheAgeOfItsHeartbeat() {
    database.sql(
        "insert into node (id, slot, name, started_at, last_seen) values (9, 1, 'a',"
            + " timestamp with time zone '2026-03-14 12:00:00Z', current_timestamp - interval '5' second)");

    List<KnownNode> nodes =
        database.transaction(() -> new KnownNodes(database.entityManager()).all());

    assertThat(nodes).hasSize(1);
    assertThat(nodes.get(0).name()).isEqualTo("a");
    assertThat(nodes.get(0).startedAt()).isEqualTo("2026-03-14T12:00:00Z");
    assertThat(nodes.get(0).heartbeatAge())
        .as("five seconds, but for the rounding of the column to milliseconds")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(5).minusMillis(1));
  }

  private void add(long node, int inFlight, int held, int... lags) {
    LatencyHistogram waited = new LatencyHistogram();
    for (int each : lags) {
      waited.add(each);
    }
    NodeReading reading =
        new NodeReading(
            clock.instant(), node, inFlight, held, Duration.ofSeconds(node * 10), waited);
    database.transaction(() -> readings.add(reading));
  }

  private List<NodeReading> read() {
    return database.transaction(() -> readings.until(clock.instant()));
  }

  private void waiting(long id, Duration due, String status, String claimedBy) {
    Instant at = clock.instant().minus(due);
    String dueAt = status.equals("pending") ? "'" + at + "'" : "null";
    database.sql(
        """
        insert into delivery (id, message_id, webhook_id, organization_id, event_type, status,
          attempt_count, retries_used, due_at, claimed_by, created_at)
        values (%d, '%2$s', 1, '%2$s', 'ping', '%3$s', 0, 0, %4$s, %5$s, '%6$s')"""
            .formatted(id, new UUID(0, 1), status, dueAt, claimedBy, at));
  }

  private AttemptMade attempt(int number, long waitedMillis) {
    Instant startedAt = clock.instant();
    return new AttemptMade(
        7,
        1,
        "msg",
        "order.paid",
        startedAt.minusMillis(waitedMillis),
        number,
        startedAt,
        20,
        "answered",
        200,
        DeliveryStatus.DELIVERED);
  }
}
