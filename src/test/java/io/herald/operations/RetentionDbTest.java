package io.herald.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.ids.LongIds;
import io.herald.messages.MessageId;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The default retention is 30 days. */
@ParameterizedClass
@EnumSource(Database.class)
class RetentionDbTest {

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final Retention retention;

  RetentionDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    retention = new Retention(database.entityManager(), clock, database.settings());
  }

  @Test
  void removesOldFinishedDeliveriesWithTheirAttemptsAndMessages() {
    delivery(Duration.ofDays(31), "delivered");
    delivery(Duration.ofDays(31), "exhausted");
    delivery(Duration.ofDays(31), "cancelled");

    assertThat(remove()).as("more to do").isFalse();

    assertThat(database.count("delivery")).isZero();
    assertThat(database.count("attempt")).isZero();
    assertThat(database.count("message")).isZero();
  }

  @Test
  void keepsWhatIsPendingHoweverOld() {
    delivery(Duration.ofDays(400), "pending");

    remove();

    assertThat(database.count("delivery")).isEqualTo(1);
    assertThat(database.count("message")).isEqualTo(1);
  }

  @Test
  void removesWhatNoReceiverHasFetched() {
    delivery(Duration.ofDays(31), "pending");
    delivery(Duration.ofDays(29), "pending");
    database.sql("update delivery set claimed_by = -1");

    remove();

    assertThat(database.count("delivery")).isEqualTo(1);
    assertThat(database.count("message")).isEqualTo(1);
  }

  @Test
  void keepsWhatIsYounger() {
    delivery(Duration.ofDays(29), "delivered");

    remove();

    assertThat(database.count("attempt")).isEqualTo(1);
    assertThat(database.count("message")).isEqualTo(1);
  }

  @Test
  void removesAnOldMessageThatNobodySubscribedTo() {
    message(Duration.ofDays(31));
    message(Duration.ofDays(29));

    remove();

    assertThat(database.count("message")).isEqualTo(1);
  }

  @Test
  void removesADeletedWebhookOnceItsLogIsGone() {
    deletedWebhook(5, Duration.ofDays(31));
    deletedWebhook(6, Duration.ofDays(29));

    remove();

    assertThat(database.count("webhook")).isEqualTo(1);
  }

  @Test
  void removesOldReplaysThatHaveEnded() {
    replay(1, Duration.ofDays(31), "finished");
    replay(2, Duration.ofDays(31), "running");
    replay(3, Duration.ofDays(29), "cancelled");

    remove();

    assertThat(database.count("replay where id = 1")).isZero();
    assertThat(database.count("replay")).isEqualTo(2);
  }

  @Test
  void takesALittleAtATimeAndSaysThatThereIsMore() {
    for (int i = 0; i <= Retention.BATCH; i++) {
      delivery(Duration.ofDays(31).plusMillis(i), "delivered");
    }

    assertThat(remove()).isTrue();
    assertThat(database.count("delivery")).isEqualTo(1);
    assertThat(remove()).isFalse();
    assertThat(database.count("delivery")).isZero();
  }

  @Test
  void waitsForNobodyAndNobodyWaitsForIt() throws Exception {
    assumeThat(database.kind()).as("one writer at a time in H2").isEqualTo(Database.POSTGRESQL);
    delivery(Duration.ofDays(31), "delivered");
    long redelivered = LongIds.lowestAt(clock.instant().minus(Duration.ofDays(31)));
    delivery(Duration.ofDays(31), "exhausted");
    delivery(Duration.ofDays(1), "pending");

    database.transaction(
        () -> {
          sql(
              "update delivery set attempt_count = 2 where id = "
                  + redelivered); // in somebody's hands
          CompletableFuture.runAsync(this::remove).get(60, TimeUnit.SECONDS);
          return true;
        });
    assertThat(database.count("delivery where id = " + redelivered)).isOne();
    assertThat(database.count("delivery")).isEqualTo(2);

    database.transaction(
        () -> {
          retention.removeBatch();
          CompletableFuture.runAsync(
                  () -> {
                    delivery(Duration.ZERO, "pending");
                    database.sql("update delivery set claimed_by = 1 where status = 'pending'");
                  })
              .get(60, TimeUnit.SECONDS);
          return true;
        });
    assertThat(database.count("delivery where claimed_by = 1")).isEqualTo(2);
  }

  private void sql(String sql) {
    database.entityManager().createNativeQuery(sql).executeUpdate();
  }

  @Test
  void whatIsRemovedIsNoLongerCountedForTheLog() {
    delivery(Duration.ofDays(31), "delivered");
    delivery(Duration.ofDays(30).plusHours(1), "delivered");
    delivery(Duration.ofDays(3), "delivered");
    database.sql("insert into delivery_count (webhook_id, deliveries) values (1, 2)");
    long mark = LongIds.lowestAt(clock.instant().minus(Duration.ofDays(4)));
    database.sql("update delivery_count_mark set below = " + mark);

    remove();

    assertThat(database.count("delivery_count where webhook_id = 1 and deliveries = 0")).isOne();
  }

  private boolean remove() {
    return database.transaction(retention::removeBatch);
  }

  private void delivery(Duration age, String status) {
    Instant at = clock.instant().minus(age);
    long id = LongIds.lowestAt(at) + database.count("delivery"); // within one millisecond
    UUID message = message(age);
    database.sql(
        """
        insert into delivery (id, message_id, webhook_id, organization_id, event_type, status,
          attempt_count, retries_used, due_at, created_at)
        values (%d, '%s', 1, '%s', 'ping', '%s', 1, 0, %s, '%s')"""
            .formatted(
                id,
                message,
                new UUID(0, 1),
                status,
                status.equals("pending") ? "'" + at + "'" : "null",
                at));
    database.sql(
        """
        insert into attempt (delivery_id, number, started_at, duration_ms, outcome, request_headers)
        values (%d, 1, '%s', 1, 'answered', '{}')"""
            .formatted(id, at));
  }

  private UUID message(Duration age) {
    Instant at = clock.instant().minus(age);
    UUID id = MessageId.next(at).value();
    database.sql(
        """
        insert into message (id, organization_id, event_type, body, recorded_at)
        values ('%s', '%s', 'ping', '{}', '%s')"""
            .formatted(id, new UUID(0, 1), at));
    return id;
  }

  private void replay(long id, Duration ago, String status) {
    Instant at = clock.instant().minus(ago);
    String end = status.equals("running") ? "null" : "'" + at + "'";
    database.sql(
        """
        insert into replay (id, webhook_id, organization_id, status, since, until, expected, done, cursor_id, last_id,
          created_at, finished_at)
        values (%d, 1, '%s', '%s', '%4$s', '%4$s', 0, 0, 0, 0, '%4$s', %5$s)"""
            .formatted(id, new UUID(0, 1), status, at, end));
  }

  private void deletedWebhook(long id, Duration ago) {
    Instant at = clock.instant().minus(ago);
    database.sql(
        """
        insert into webhook (id, organization_id, callback_url, active, revision, created_at, updated_at, deleted_at)
        values (%d, '%s', 'https://example.org', false, 1, '%s', '%s', '%s')"""
            .formatted(id, new UUID(0, 1), at, at, at));
  }
}
