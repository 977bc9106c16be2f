package io.herald.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.delivery.AttemptMade;
import io.herald.delivery.AttemptsSettled;
import io.herald.delivery.DeliveriesAccepted;
import io.herald.delivery.DeliveryStatus;
import io.herald.ids.LongIds;
import io.herald.problems.BadRequest;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted, when it shows, and that nothing counts twice. */
@ParameterizedClass
@EnumSource(Database.class)
class StatisticsDbTest {

  private static final UUID ACME = new UUID(0, 1);

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final StatisticsLog log;
  private final StatisticsFold fold;
  private final Statistics statistics;

  StatisticsDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    LongIds ids = new LongIds(clock);
    ids.useSlot(1, 0);
    log = new StatisticsLog(database.entityManager(), ids);
    fold = new StatisticsFold(database.entityManager(), clock, database.settings());
    statistics = new Statistics(database.entityManager());
    for (int id : new int[] {7, 8}) {
      database.sql(
          """
          insert into webhook (id, organization_id, callback_url, active, revision, created_at, updated_at)
          values (%d, '%s', 'https://example.org', true, 1, '%3$s', '%3$s')"""
              .formatted(id, ACME, clock.instant()));
    }
  }

  @Test
  void countsWhatWasAcceptedAndWhatBecameOfIt() {
    accept(Map.of(7L, 3));
    settle(
        attempt(7, 100, DeliveryStatus.DELIVERED),
        attempt(7, 300, DeliveryStatus.PENDING),
        attempt(7, 200, DeliveryStatus.EXHAUSTED));
    foldAll();

    StatsView.Figures total = webhook(7, "PT1H").total();

    assertThat(total)
        .extracting(
            StatsView.Figures::accepted,
            StatsView.Figures::delivered,
            StatsView.Figures::failedAttempts,
            StatsView.Figures::exhausted)
        .containsExactly(3L, 1L, 2L, 1L);
    StatsView.Latency latency = Objects.requireNonNull(total.latency());
    assertThat(latency.p50()).isBetween(190L, 210L);
    assertThat(latency.p99()).isBetween(285L, 315L);
  }

  @Test
  void addsUpOverManyTransactionsInTheSameBucket() {
    for (int i = 0; i < 5; i++) {
      accept(Map.of(7L, 1));
      settle(attempt(7, 10, DeliveryStatus.DELIVERED));
      foldAll();
    }

    assertThat(webhook(7, "PT1M").total().accepted()).isEqualTo(5);
    assertThat(webhook(7, "PT1H").total().delivered()).isEqualTo(5);
    assertThat(database.count("statistics_log")).isZero();
  }

  @Test
  void knowsWebhooksApartAndTheOrganizationAsAWhole() {
    accept(new LinkedHashMap<>(Map.of(7L, 2, 8L, 3)));
    foldAll();

    assertThat(webhook(7, "PT1H").total().accepted()).isEqualTo(2);
    assertThat(webhook(8, "PT1H").total().accepted()).isEqualTo(3);
    assertThat(of(Subject.organization(ACME), "PT1H").total().accepted()).isEqualTo(5);
    assertThat(of(Subject.organization(new UUID(0, 2)), "PT1H").total().accepted()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"PT1M, 1441", "PT5M, 289", "PT15M, 97", "PT1H, 25", "P1D, 2"})
  void fillsEveryBucketOfTheLastDay(String bucket, int buckets) {
    clock.advance(Duration.ofMinutes(-30));
    accept(Map.of(7L, 1));
    clock.advance(Duration.ofMinutes(30));
    foldAll();

    StatsView stats = webhook(7, bucket);

    assertThat(stats.buckets()).hasSize(buckets);
    assertThat(stats.buckets())
        .filteredOn(each -> each.accepted() > 0)
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.start())
                    .isEqualTo(
                        BucketSize.parse(bucket)
                            .orElseThrow()
                            .startOf(clock.instant().minus(Duration.ofMinutes(30)))));
    assertThat(stats.buckets().get(0).latency()).isNull();
  }

  @Test
  void countsNothingThatWasRolledBack() {
    try {
      database.transaction(
          (Runnable)
              () -> {
                log.on(new DeliveriesAccepted(clock.instant(), 1, Map.of(7L, 1)));
                throw new IllegalStateException("the producer changed its mind");
              });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageContaining("changed its mind");
    }
    foldAll();

    assertThat(webhook(7, "PT1H").total().accepted()).isZero();
  }

  @Test
  void countsOnceWhatAFoldThatFailedHadTaken() {
    accept(Map.of(7L, 1));
    try {
      database.transaction(
          (Runnable)
              () -> {
                fold.fold();
                throw new IllegalStateException("the node died");
              });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("the node died");
    }
    foldAll();

    assertThat(webhook(7, "PT1H").total().accepted()).isEqualTo(1);
  }

  @Test
  void countsOnceWhereNodesFoldAtTheSameTime() {
    for (int i = 0; i < 50; i++) {
      accept(Map.of(7L, 1));
    }

    CompletableFuture<?>[] nodes = new CompletableFuture<?>[4];
    Arrays.setAll(nodes, i -> CompletableFuture.runAsync(this::foldAll));
    CompletableFuture.allOf(nodes).join();
    foldAll();

    assertThat(webhook(7, "PT1H").total().accepted()).isEqualTo(50);
  }

  @Test
  void foldsALittleAtATimeAndSaysThatThereIsMore() {
    for (int i = 0; i <= StatisticsFold.BATCH; i++) {
      accept(Map.of(7L, 1));
    }

    assertThat(database.transaction(fold::fold)).isTrue();
    assertThat(database.transaction(fold::fold)).isFalse();
    assertThat(webhook(7, "PT1H").total().accepted()).isEqualTo(StatisticsFold.BATCH + 1);
  }

  @Test
  void keepsMinutesForTwoDaysAndHoursForTheRetention() {
    Instant start = clock.instant();
    accept(Map.of(7L, 1));
    foldAll();

    clock.set(start.plus(Duration.ofHours(49)));
    assertThat(database.transaction(fold::removeOld)).isFalse();
    assertThat(database.count("statistics where minutes = 1")).isZero();
    assertThat(database.count("statistics where minutes = 60 and subject = 'webhook/7'")).isOne();

    clock.set(start.plus(Duration.ofDays(31)));
    database.transaction(fold::removeOld);
    assertThat(database.count("statistics")).isZero();
  }

  @Nested
  class AQuery {

    @Test
    void takesInWholeBuckets() {
      StatsQuery.Span span =
          StatsQuery.of("2026-03-14T09:59:59Z", "2026-03-14T11:00:01+01:00", "PT1H")
              .span(clock.instant());

      assertThat(span.since()).isEqualTo("2026-03-14T09:00:00Z");
      assertThat(span.until()).isEqualTo("2026-03-14T11:00:00Z");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
      "yesterday, , PT1H, since",
      ", 2026-03-14, PT1H, until",
      ", , PT2H, bucket",
      ", , hourly, bucket",
      "2026-03-14T12:00:00Z, 2026-03-14T12:00:00Z, PT1H, until",
      "2026-03-13T00:00:00Z, 2026-03-14T12:00:00Z, PT1M, bucket",
      "2026-03-01T00:00:00Z, 2026-03-01T01:00:00Z, PT1M, bucket",
      "2020-03-01T00:00:00Z, , PT1H, bucket",
      "9999-12-31T23:59:59Z, , P1D, since",
    })
    void thatMakesNoSenseIsRefusedWithTheParameter(
        @Nullable String since, @Nullable String until, @Nullable String bucket, String parameter) {
      assertThatThrownBy(() -> StatsQuery.of(since, until, bucket).span(clock.instant()))
          .isInstanceOfSatisfying(
              BadRequest.class,
              refusal ->
                  assertThat(refusal.errors())
                      .singleElement()
                      .satisfies(error -> assertThat(error.pointer()).isEqualTo(parameter)));
    }
  }

  private void accept(Map<Long, Integer> byWebhook) {
    database.transaction(() -> log.on(new DeliveriesAccepted(clock.instant(), 1, byWebhook)));
  }

  private void settle(AttemptMade... attempts) {
    database.transaction(() -> log.on(new AttemptsSettled(Arrays.asList(attempts))));
  }

  private AttemptMade attempt(long webhook, int millis, DeliveryStatus becomes) {
    Instant startedAt = clock.instant().minusMillis(millis);
    return new AttemptMade(
        webhook, 1, "msg", "order.paid", startedAt, 1, startedAt, millis, "answered", 200, becomes);
  }

  private void foldAll() {
    boolean more = true;
    while (more) {
      more = database.transaction(fold::fold);
    }
  }

  private StatsView webhook(long id, String bucket) {
    return of(Subject.webhook(id), bucket);
  }

  private StatsView of(String subject, String bucket) {
    return database.transaction(
        () ->
            statistics.of(
                subject, StatsQuery.of(null, null, bucket).span(clock.instant().plusMillis(1))));
  }
}
