package io.herald.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.ids.LongIds;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class WebhookRetentionDbTest {

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final WebhookRetention retention;

  WebhookRetentionDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    retention = new WebhookRetention(database.entityManager(), clock);
  }

  @Test
  void eachWebhookKeepsItsOwnTime() {
    webhook(1, "{\"ordered\":false,\"retention\":\"PT24H\"}");
    webhook(2, "{\"retention\":\"PT72H\"}");
    webhook(3, "{\"retention\":null}");
    webhook(4, null);
    for (long webhook = 1; webhook <= 4; webhook++) {
      delivery(webhook, Duration.ofHours(23), "delivered");
      delivery(webhook, Duration.ofHours(25), "exhausted");
      delivery(webhook, Duration.ofHours(73), "delivered");
    }

    removeAll();

    assertThat(database.count("delivery where webhook_id = 1")).isEqualTo(1);
    assertThat(database.count("delivery where webhook_id = 2")).isEqualTo(2);
    assertThat(database.count("delivery where webhook_id >= 3")).isEqualTo(6);
    assertThat(database.count("attempt")).isEqualTo(9);
  }

  @Test
  void whatIsPendingStays() {
    webhook(1, "{\"retention\":\"PT1H\"}");
    delivery(1, Duration.ofDays(20), "pending");

    removeAll();

    assertThat(database.count("delivery")).isEqualTo(1);
  }

  @Test
  void aLongLogGoesInSeveralTransactionsAndNoWebhookIsLeftOut() {
    webhook(1, "{\"retention\":\"PT1H\"}");
    webhook(2, "{\"retention\":\"PT1H\"}");
    for (int i = 0; i < Retention.BATCH + 1; i++) {
      delivery(1, Duration.ofHours(2).plusMillis(i), "delivered");
    }
    delivery(2, Duration.ofHours(3), "delivered");

    removeAll();

    assertThat(database.count("delivery")).isZero();
  }

  private void removeAll() {
    long after = -1;
    do {
      long behind = after;
      after = database.transaction(() -> retention.removeBatch(behind));
    } while (after >= 0);
  }

  private void webhook(long id, @Nullable String policy) {
    database.sql(
        """
        insert into webhook (id, organization_id, callback_url, active, revision, created_at, updated_at, policy)
        values (%d, '%s', 'https://example.com', true, 1, current_timestamp, current_timestamp, %s)"""
            .formatted(id, new UUID(0, 1), policy == null ? "null" : "'" + policy + "'"));
  }

  private void delivery(long webhook, Duration age, String status) {
    Instant at = clock.instant().minus(age);
    long id = LongIds.lowestAt(at) + webhook;
    database.sql(
        """
        insert into delivery (id, message_id, webhook_id, organization_id, event_type, status,
          attempt_count, retries_used, due_at, created_at)
        values (%d, '%s', %d, '%s', 'ping', '%s', 1, 0, %s, '%s')"""
            .formatted(
                id,
                UUID.randomUUID(),
                webhook,
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
}
