package io.herald.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The default is five days of nothing but failures. */
@ParameterizedClass
@EnumSource(Database.class)
class FailingWebhooksDbTest {

  private static final long WEBHOOK = 7;
  private static final OrganizationId ACME = new OrganizationId(new UUID(0, 1));
  private static final Instant START = Instant.parse("2026-03-14T12:00:00Z");

  private final RecordedEvents<WebhookFailing> told = new RecordedEvents<>();
  private final TestDatabase database;
  private final FailingWebhooks failing;

  FailingWebhooksDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    failing = new FailingWebhooks(database.entityManager(), told, database.settings());
    database.sql(
        """
        insert into webhook (id, organization_id, callback_url, active, revision, created_at, updated_at)
        values (7, '%s', 'https://example.org', true, 1, '%2$s', '%2$s')"""
            .formatted(ACME.value(), START));
  }

  @Test
  void areToldOfOnceAtHalfAtSeventyAndAtNinetyPerCent() {
    for (int hours = 0; hours < 120; hours++) {
      assertThat(failed(hours, hours)).as("deactivate after %d hours", hours).isFalse();
    }

    assertThat(told.fired()).extracting(WebhookFailing::percent).containsExactly(50, 70, 90);
    assertThat(told.fired())
        .allSatisfy(
            each -> {
              assertThat(each.owner()).isEqualTo(ACME);
              assertThat(each.since()).isEqualTo(START);
              assertThat(each.deactivatesAt()).isEqualTo(START.plus(Duration.ofDays(5)));
            });
    assertThat(failed(120, 120)).as("the time is over").isTrue();
  }

  @Test
  void areToldOfTheHighestStepWhereSeveralWerePassedAtOnce() {
    failed(0, 0);
    failed(100, 100);

    assertThat(told.fired()).extracting(WebhookFailing::percent).containsExactly(70);
  }

  @Test
  void areNotFailingAnyLongerThanTheyWereSeenTo() {
    failed(0, 1);

    assertThat(told.fired()).isEmpty();
    assertThat(database.transaction(failing::ids)).containsExactly(WEBHOOK);
  }

  @Test
  void areListedTheOldestFirstWithWhenTheyWillBeDeactivated() {
    failed(0, 3);

    assertThat(database.transaction(failing::count)).isEqualTo(1);
    assertThat(database.transaction(() -> failing.oldest(10)))
        .containsExactly(
            new FailingWebhook(
                WEBHOOK,
                ACME,
                null,
                null,
                "https://example.org",
                START,
                at(3),
                START.plus(Duration.ofDays(5))));
    database.sql("update webhook set active = false");
    assertThat(database.transaction(() -> failing.oldest(10))).isEmpty();
    assertThat(database.transaction(failing::count)).isZero();
  }

  @Test
  void beginAnewAfterASuccess() {
    failed(0, 0);
    failed(70, 70);
    database.transaction(() -> failing.succeeded(WEBHOOK, at(71)));

    assertThat(database.transaction(failing::ids)).isEmpty();
    assertThat(failed(72, 130)).isFalse();
    assertThat(failed(140, 140)).isFalse();
    assertThat(told.fired()).extracting(WebhookFailing::percent).containsExactly(50, 50);
    assertThat(told.fired().get(1).since()).isEqualTo(at(72));
  }

  @Test
  void areNotExcusedByASuccessFromBefore() {
    failed(10, 10);
    database.transaction(() -> failing.succeeded(WEBHOOK, at(9)));

    assertThat(failed(130, 130)).isTrue();
  }

  @Test
  void areNotFollowedOnceInactive() {
    failed(0, 0);
    database.sql("update webhook set active = false");

    assertThat(failed(130, 130)).isFalse();
    assertThat(told.fired()).isEmpty();
  }

  private boolean failed(int firstHour, int lastHour) {
    return database.transaction(() -> failing.failed(WEBHOOK, at(firstHour), at(lastHour)));
  }

  private static Instant at(int hour) {
    return START.plus(Duration.ofHours(hour));
  }
}
