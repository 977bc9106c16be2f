package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.ids.LongIds;
import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the delivery log says of how much there is: on both databases. */
@ParameterizedClass
@EnumSource(Database.class)
class DeliveryCountsDbTest {

  private static final long WEBHOOK = 7;

  /** The database's transactions happen now. */
  private final MutableClock clock = MutableClock.at(Clock.systemUTC().instant());

  private final TestDatabase database;
  private final DeliveryCounts counts;
  private final DeliveryLog log;
  private long sequence;

  DeliveryCountsDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    counts = new DeliveryCounts(database.entityManager(), kind, clock);
    log = new DeliveryLog(database.entityManager(), counts);
  }

  @Test
  void theTotalIsTheSameBeforeAndAfterTheBackgroundCounted() {
    deliveries(WEBHOOK, 30, Duration.ofHours(1), "delivered");
    deliveries(WEBHOOK, 5, Duration.ZERO, "delivered");
    deliveries(8, 2, Duration.ofHours(1), "delivered");
    assertThat(total()).isEqualTo(35);

    count();

    assertThat(total()).isEqualTo(35);
    assertThat(database.count("delivery_count where webhook_id = 7 and deliveries = 30")).isOne();
    deliveries(WEBHOOK, 1, Duration.ZERO, "pending");
    assertThat(total()).isEqualTo(36);
    count();
    assertThat(total()).isEqualTo(36);
  }

  @Test
  void whatIsStillWithinAnOpenTransactionIsNotPassedOver() throws Exception {
    assumeThat(database.kind()).isEqualTo(Database.POSTGRESQL);
    database.transaction(
        () -> {
          deliveriesHere(WEBHOOK, 1, Duration.ZERO, "pending"); // a slow producer
          clock.advance(Duration.ofHours(1));
          CompletableFuture.runAsync(
                  () -> {
                    deliveries(WEBHOOK, 3, Duration.ZERO, "pending");
                    clock.advance(Duration.ofHours(1));
                    count();
                  })
              .get();
          return true;
        });

    count();

    assertThat(total()).isEqualTo(4);
  }

  @Test
  void twoNodesDoNotCountTheSame() {
    deliveries(WEBHOOK, 40, Duration.ofHours(1), "delivered");

    CompletableFuture.allOf(
            CompletableFuture.runAsync(this::count), CompletableFuture.runAsync(this::count))
        .join();

    assertThat(total()).isEqualTo(40);
  }

  @Test
  void aPageShowsTheNewestAndFiltersCountWhatTheyLeave() {
    deliveries(WEBHOOK, 25, Duration.ofHours(2), "delivered");
    deliveries(WEBHOOK, 3, Duration.ofHours(1), "exhausted");
    deliveries(WEBHOOK, 2, Duration.ZERO, "pending");
    count();

    Page<DeliveryView> all = page(DeliveryFilter.Criteria.NONE, 1, 20);
    assertThat(all.totalElements()).isEqualTo(30);
    assertThat(all.totalPages()).isEqualTo(2);
    assertThat(all.content()).hasSize(10).isSortedAccordingTo(newestFirst());
    for (DeliveryStatus status : DeliveryStatus.values()) {
      assertThat(page(criteria(Optional.of(status), Optional.empty()), 0, 5).totalElements())
          .as(status.toString())
          .isEqualTo(database.count("delivery where status = '" + status + "'"));
    }
    Instant since = clock.instant().minus(Duration.ofMinutes(90));
    assertThat(page(criteria(Optional.empty(), Optional.of(since)), 0, 5).totalElements())
        .isEqualTo(5);
  }

  @Test
  void aFilteredTotalBeyondTheExactOnesIsAboutRight() {
    assumeThat(database.kind()).as("H2 counts").isEqualTo(Database.POSTGRESQL);
    deliveries(WEBHOOK, 3 * DeliveryCounts.EXACT, Duration.ofHours(1), "delivered");
    database.sql("analyze delivery");

    assertThat(
            page(criteria(Optional.of(DeliveryStatus.DELIVERED), Optional.empty()), 0, 5)
                .totalElements())
        .isBetween(2L * DeliveryCounts.EXACT, 4L * DeliveryCounts.EXACT);
  }

  private static DeliveryFilter.Criteria criteria(
      Optional<DeliveryStatus> status, Optional<Instant> since) {
    return new DeliveryFilter.Criteria(status, Optional.empty(), since, Optional.empty());
  }

  private static java.util.Comparator<DeliveryView> newestFirst() {
    return java.util.Comparator.comparing(DeliveryView::id).reversed();
  }

  private Page<DeliveryView> page(DeliveryFilter.Criteria wanted, int number, int size) {
    return database.transaction(() -> log.page(WEBHOOK, wanted, PageRequest.of(number, size)));
  }

  private long total() {
    return page(DeliveryFilter.Criteria.NONE, 0, 1).totalElements();
  }

  private void count() {
    while (database.transaction(counts::countChunk)) {
      // one more chunk
    }
  }

  private void deliveries(long webhook, int count, Duration age, String status) {
    database.transaction(() -> deliveriesHere(webhook, count, age, status));
  }

  private synchronized void deliveriesHere(long webhook, int count, Duration age, String status) {
    Instant at = clock.instant().minus(age);
    UUID message = UUID.randomUUID();
    execute(
        "insert into message (id, organization_id, event_type, body, recorded_at) values ('%s', '%s', 'ping', '{}', '%s')"
            .formatted(message, message, at));
    List<String> rows =
        LongStream.range(0, count)
            .mapToObj(
                i ->
                    "(%d, '%s', %d, '%s', 'ping', '%s', 1, 0, %s, '%s')"
                        .formatted(
                            LongIds.lowestAt(at) + sequence++,
                            message,
                            webhook,
                            message,
                            status,
                            status.equals("pending") ? "'" + at + "'" : "null",
                            at))
            .toList();
    execute(
        "insert into delivery (id, message_id, webhook_id, organization_id, event_type, status, attempt_count, retries_used, due_at, created_at) values "
            + String.join(", ", rows));
  }

  private void execute(String sql) {
    database.entityManager().createNativeQuery(sql).executeUpdate();
  }
}
