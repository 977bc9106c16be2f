package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.FreePorts;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What counts as delivered, when the next attempt comes, and when none does: the wire contract,
 * section 1, under "Answers". With the server's clock stopped its times are exact to the
 * millisecond.
 */
@ExtendWith(RunningHerald.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttemptsIT {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final RecordingReceiver HANGING = RecordingReceiver.start();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static TestWebhook hanging;

  private static long hangingDelivery;

  private final ServerClock clock;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  AttemptsIT(Api root, ServerClock clock) {
    this.clock = clock;
    this.tenant = Tenant.below(root);
  }

  /** Its 15 seconds pass while the other tests run. */
  @BeforeAll
  static void hang(Api root) {
    HANGING.on("/hang", Answer.hang());
    hanging = Tenant.below(root).webhook(HANGING.url("/hang"));
    hangingDelivery = hanging.ping();
  }

  @AfterAll
  static void stopHanging() {
    HANGING.close();
  }

  @AfterEach
  void close() {
    clock.restore();
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void anyAnswerOf2xxDelivers(int status) {
    receiver.on("/hook", Answer.status(status));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

    JsonObject delivery = webhook.finished(webhook.ping());

    assertThat(delivery.getString("status")).isEqualTo("delivered");
    assertThat(delivery.getBoolean("success")).isTrue();
    assertThat(delivery.getInt("httpStatus")).isEqualTo(status);
    assertThat(delivery.getInt("attemptNumber")).isEqualTo(1);
    assertThat(delivery.get("nextAttemptAt")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 401, 404, 429, 500, 503})
  void anyOtherAnswerIsAFailureAndNoRedirectIsFollowed(int status) {
    clock.stop();
    receiver.on(
        "/hook",
        Answer.status(status).withHeader("Location", receiver.url("/elsewhere").toString()));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

    JsonObject delivery = webhook.afterAttempt(1, webhook.ping());

    assertThatItWaits(delivery, Duration.ofSeconds(10));
    assertThat(delivery.getInt("httpStatus")).isEqualTo(status);
    assertThat(lastAttempt(delivery).getString("outcome")).isEqualTo("answered");
    assertThat(receiver.requests("/elsewhere")).isEmpty();
  }

  @Test
  void aRefusedConnectionIsAFailure() {
    assertThatItFails(
        URI.create("http://127.0.0.1:" + FreePorts.next() + "/"), "connect", "connection refused");
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsAFailure() {
    receiver.on("/hook", Answer.drop());

    assertThatItFails(
        receiver.url("/hook"), "connection_lost", "connection closed before an answer");

    assertThat(receiver.requests("/hook")).as("sent once: it may have been received").hasSize(1);
  }

  @Test
  void aFailedTlsHandshakeIsAFailure() {
    try (PlainPort plain = new PlainPort()) {
      assertThatItFails(plain.https(), "tls", "TLS: handshake failed");
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void noAnswerWithin15SecondsIsAFailure() {
    JsonObject delivery = hanging.afterAttempt(1, hangingDelivery);

    assertThat(delivery.getBoolean("success")).isFalse();
    JsonObject attempt = delivery.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getString("outcome")).isEqualTo("timeout");
    assertThat(attempt.getString("error")).isEqualTo("no answer within 15 s");
    assertThat(attempt.get("httpStatus")).isEqualTo(JsonValue.NULL);
    assertThat(attempt.getInt("durationMs")).isGreaterThanOrEqualTo(15_000);
  }

  @Test
  void retriesComeExactly10And60And300SecondsAfterTheEndOfTheFailedAttempt() {
    clock.stop();
    receiver.on("/hook", Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "USER_DISABLED");
    String user = tenant.user("ada");
    tenant.api().post("/v1/users/" + user + "/disable").expect(200);
    long delivery = webhook.newest();

    int number = 1;
    for (int seconds : new int[] {10, 60, 300}) {
      JsonObject failed = webhook.afterAttempt(number, delivery);
      assertThatItWaits(failed, Duration.ofSeconds(seconds));
      Instant due = instant(failed, "nextAttemptAt");

      clock.advanceTo(due.minusMillis(1));
      allThatIsDueIsSent();
      assertThat(receiver.requests("/hook")).as("a millisecond early").hasSize(number);

      clock.advanceTo(due);
      JsonObject tried = webhook.afterAttempt(++number, delivery);
      assertThat(instant(lastAttempt(tried), "startedAt")).isEqualTo(due);
    }

    JsonObject exhausted = webhook.delivery(delivery);
    assertThat(exhausted.getString("status")).isEqualTo("exhausted");
    assertThat(exhausted.getBoolean("success")).isFalse();
    assertThat(exhausted.get("nextAttemptAt")).isEqualTo(JsonValue.NULL);
    clock.advance(Duration.ofDays(1));
    allThatIsDueIsSent();
    assertThat(receiver.requests("/hook")).as("no fifth attempt").hasSize(4);
    assertThatTheyAreAttemptsOfOneDelivery(receiver.requests("/hook"), exhausted);
  }

  @Test
  void aRetryDeliversWhatTheFirstAttemptCouldNot() {
    clock.stop();
    receiver.on("/hook", Answer.status(500), Answer.status(200));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    long delivery = webhook.ping();
    webhook.afterAttempt(1, delivery);

    clock.advance(Duration.ofMinutes(1));

    JsonObject delivered = webhook.finished(delivery);
    assertThat(delivered.getString("status")).isEqualTo("delivered");
    assertThat(delivered.getBoolean("success")).isTrue();
    assertThat(delivered.getInt("httpStatus")).isEqualTo(200);
    assertThat(delivered.getInt("attemptNumber")).isEqualTo(2);
  }

  @Test
  void aRetryGoesWhereTheWebhookPointsByThen() {
    clock.stop();
    receiver.on("/old", Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/old"));
    long delivery = webhook.ping();
    webhook.afterAttempt(1, delivery);
    tenant
        .api()
        .patch(webhook.address(), "{\"callbackUrl\":\"" + receiver.url("/new") + "\"}")
        .expect(200);

    clock.advance(Duration.ofMinutes(1));

    webhook.finished(delivery);
    assertThat(receiver.requests("/old")).hasSize(1);
    assertThat(receiver.requests("/new"))
        .singleElement()
        .extracting(Received::text)
        .isEqualTo(receiver.requests("/old").get(0).text());
  }

  @ParameterizedTest(name = "{0} with Retry-After: {1} waits {2} s")
  @CsvSource({
    "503, 120, 120",
    "429, 11, 11",
    "500, 3599, 3599",
    "302, 60, 60",
    "404, 60, 60",
    "503, 10, 10",
    "503, 5, 10",
    "503, 0, 10",
    "503, 3601, 3600",
    "503, 99999999999999999999, 3600",
    "503, soon, 10",
    "503, -60, 10",
    "503, 1.5, 10",
  })
  void retryAfterLengthensTheWaitUpToAnHourAndNeverShortensIt(
      int status, String retryAfter, int seconds) {
    clock.stop();
    receiver.on("/hook", Answer.status(status).withHeader("Retry-After", retryAfter));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

    JsonObject delivery = webhook.afterAttempt(1, webhook.ping());

    assertThatItWaits(delivery, Duration.ofSeconds(seconds));
  }

  @Test
  void retryAfterMayBeADate() {
    clock.stop();
    Instant until = clock.now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);

    assertThat(instant(failedWithRetryAfter(until), "nextAttemptAt")).isEqualTo(until);
  }

  @Test
  void aDateFarAheadIsCutToAnHour() {
    clock.stop();

    JsonObject delivery = failedWithRetryAfter(clock.now().plus(Duration.ofDays(2)));

    assertThatItWaits(delivery, Duration.ofHours(1));
  }

  @Test
  void aDateInThePastShortensNothing() {
    clock.stop();

    JsonObject delivery = failedWithRetryAfter(clock.now().minus(Duration.ofDays(2)));

    assertThatItWaits(delivery, Duration.ofSeconds(10));
  }

  private JsonObject failedWithRetryAfter(Instant date) {
    receiver.on("/hook", Answer.status(503).withHeader("Retry-After", HTTP_DATE.format(date)));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    return webhook.afterAttempt(1, webhook.ping());
  }

  @Test
  void status410DeactivatesTheWebhookAndCancelsWhatIsPending() {
    clock.stop();
    receiver.on("/hook", Answer.status(500), Answer.status(410), Answer.status(200));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    long pending = webhook.ping();
    webhook.afterAttempt(1, pending);

    long answeredGone = webhook.ping();

    JsonObject gone = webhook.finished(answeredGone);
    assertThat(gone.getString("status")).isEqualTo("cancelled");
    assertThat(gone.getBoolean("success")).isFalse();
    assertThat(gone.getInt("httpStatus")).isEqualTo(410);
    JsonObject cancelled = webhook.finished(pending);
    assertThat(cancelled.getString("status")).isEqualTo("cancelled");
    assertThat(cancelled.get("nextAttemptAt")).isEqualTo(JsonValue.NULL);
    assertThat(webhook.read().getBoolean("active")).isFalse();
    assertThat(webhook.read().getString("deactivatedReason")).isEqualTo("gone");
    tenant.user("ada");
    assertThat(webhook.finished(webhook.newest()).getString("status")).isEqualTo("cancelled");
    assertThat(receiver.requests("/hook")).as("hears nothing more").hasSize(2);
  }

  @Test
  void aWebhookDeactivatedBy410CanBeActivatedAgain() {
    receiver.on("/hook", Answer.status(410), Answer.status(200));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    long answeredGone = webhook.ping();
    webhook.finished(answeredGone);
    webhook.redeliver(answeredGone).expect(409);

    webhook.setActive(true);

    assertThat(webhook.read().get("deactivatedReason")).isEqualTo(JsonValue.NULL);
    assertThat(webhook.finished(webhook.ping()).getString("status")).isEqualTo("delivered");
    assertThat(webhook.delivery(answeredGone).getString("status")).isEqualTo("cancelled");
  }

  @Test
  void aRedeliverySendsTheSameAgainAndBeginsTheScheduleAnew() {
    clock.stop();
    receiver.on("/hook", Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "sync.user");
    tenant.user("ada");
    long delivery = webhook.newest();
    for (int number = 1; number < 4; number++) {
      webhook.afterAttempt(number, delivery);
      clock.advance(Duration.ofMinutes(10));
    }
    assertThat(webhook.finished(delivery).getString("status")).isEqualTo("exhausted");

    JsonObject accepted = webhook.redeliver(delivery).expect(202).json();

    assertThat(accepted.getString("status")).isEqualTo("pending");
    JsonObject fifth = webhook.afterAttempt(5, delivery);
    assertThatItWaits(fifth, Duration.ofSeconds(10));
    receiver.on("/hook", Answer.status(204));
    clock.advanceTo(instant(fifth, "nextAttemptAt"));
    JsonObject sixth = webhook.finished(delivery);
    assertThat(sixth.getString("status")).isEqualTo("delivered");
    assertThatTheyAreAttemptsOfOneDelivery(receiver.await("/hook", 6), sixth);
  }

  @Test
  void whatWasDeliveredCanBeRedelivered() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    long delivery = webhook.ping();
    webhook.finished(delivery);

    webhook.redeliver(delivery).expect(202);

    JsonObject again = webhook.afterAttempt(2, delivery);
    assertThat(again.getString("status")).isEqualTo("delivered");
    assertThatTheyAreAttemptsOfOneDelivery(receiver.await("/hook", 2), again);
  }

  @Test
  void whatWasCancelledCanBeRedelivered() {
    receiver.on("/hook", Answer.status(410), Answer.status(200));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    long delivery = webhook.ping();
    webhook.finished(delivery);
    webhook.setActive(true);

    webhook.redeliver(delivery).expect(202);

    JsonObject again = webhook.afterAttempt(2, delivery);
    assertThat(again.getString("status")).isEqualTo("delivered");
  }

  @Test
  void whatIsPendingIsNotRedelivered() {
    clock.stop();
    receiver.on("/hook", Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    long delivery = webhook.ping();
    webhook.afterAttempt(1, delivery);

    Reply refused = webhook.redeliver(delivery).expect(409);

    assertThat(refused.json().getString("type")).isEqualTo("urn:herald:problem:conflict");
    assertThat(receiver.requests("/hook")).hasSize(1);
  }

  @Test
  void nothingIsSentForAWebhookOnceItIsDeleted() {
    clock.stop();
    receiver.on("/hook", Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    String message = webhook.afterAttempt(1, webhook.ping()).getString("messageId");

    tenant.api().delete(webhook.address()).expect(204);
    clock.advance(Duration.ofHours(1));
    allThatIsDueIsSent();

    assertThat(receiver.requests("/hook")).hasSize(1);
    assertThat(
            tenant
                .api()
                .get("/v1/messages/" + message)
                .expect(200)
                .json()
                .getJsonArray("deliveries")
                .getJsonObject(0)
                .getString("status"))
        .isEqualTo("cancelled");
    tenant.api().get(webhook.address()).expect(404);
    tenant.api().get(webhook.address() + "/deliveries").expect(404);
  }

  @Test
  void deactivationByHandPausesAndActivationResumes() {
    clock.stop();
    receiver.on("/hook", Answer.status(500), Answer.status(200));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    long delivery = webhook.ping();
    webhook.afterAttempt(1, delivery);

    webhook.setActive(false);
    clock.advance(Duration.ofHours(1));
    allThatIsDueIsSent();
    assertThat(receiver.requests("/hook")).as("paused").hasSize(1);
    assertThat(webhook.delivery(delivery).getString("status")).isEqualTo("pending");

    webhook.setActive(true);
    assertThat(webhook.finished(delivery).getString("status")).isEqualTo("delivered");
    assertThat(receiver.requests("/hook")).hasSize(2);
  }

  @Test
  void aPingReachesAWebhookWhateverItSubscribesTo() {
    clock.stop();
    Instant now = clock.now();
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "USER_DISABLED");

    webhook.ping();

    assertThat(webhook.bodiesHeardBy(receiver))
        .containsExactly(
            "{\"type\":\"ping\",\"timestamp\":\"%s\",\"data\":{\"webhookId\":%d}}"
                .formatted(now, webhook.id()));
    assertThat(webhook.heardBy(receiver).get(0).header("Herald-Event-Type")).isEqualTo("ping");
  }

  @Test
  void anInactiveWebhookIsNotPinged() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    webhook.setActive(false);

    tenant.api().post(webhook.address() + "/ping").expect(409);

    assertThat(webhook.recorded()).isZero();
  }

  /**
   * Waits until the server has claimed and sent all that is due by its clock: a redelivery is
   * claimed from the database together with everything else, and the last of two began after the
   * first had ended.
   */
  private void allThatIsDueIsSent() {
    TestWebhook probe = tenant.webhook(receiver.url("/probe"), "none");
    long delivery = probe.ping();
    probe.finished(delivery);
    for (int number = 2; number <= 3; number++) {
      probe.redeliver(delivery).expect(202);
      probe.afterAttempt(number, delivery);
    }
  }

  private void assertThatItFails(URI callbackUrl, String outcome, String error) {
    clock.stop();
    TestWebhook webhook = tenant.webhook(callbackUrl);

    JsonObject delivery = webhook.afterAttempt(1, webhook.ping());

    assertThatItWaits(delivery, Duration.ofSeconds(10));
    assertThat(delivery.get("httpStatus")).isEqualTo(JsonValue.NULL);
    assertThat(lastAttempt(delivery).getString("outcome")).isEqualTo(outcome);
    assertThat(lastAttempt(delivery).getString("error")).isEqualTo(error);
  }

  private static void assertThatItWaits(JsonObject delivery, Duration wait) {
    JsonObject failed = lastAttempt(delivery);
    Instant end = instant(failed, "startedAt").plusMillis(failed.getInt("durationMs"));
    assertThat(delivery.getString("status")).isEqualTo("pending");
    assertThat(delivery.getBoolean("success")).isFalse();
    assertThat(instant(delivery, "nextAttemptAt")).isEqualTo(end.plus(wait));
  }

  /** Same id and bytes, numbered from 1, each with the time of its own and signed for it. */
  private static void assertThatTheyAreAttemptsOfOneDelivery(
      List<Received> requests, JsonObject delivery) {
    List<JsonObject> attempts = delivery.getJsonArray("attempts").getValuesAs(JsonObject.class);
    assertThat(requests).hasSameSizeAs(attempts);
    for (int i = 0; i < attempts.size(); i++) {
      Received request = requests.get(i);
      JsonObject attempt = attempts.get(i);
      assertThat(attempt.getInt("number")).isEqualTo(i + 1);
      assertThat(request.text()).isEqualTo(delivery.getString("requestBody"));
      assertThat(request.header("webhook-id")).isEqualTo(delivery.getString("messageId"));
      assertThat(request.header("Herald-Delivery-Id"))
          .isEqualTo("" + delivery.getJsonNumber("id").longValue());
      assertThat(request.header("Herald-Attempt")).isEqualTo("" + (i + 1));
      assertThat(request.header("webhook-timestamp"))
          .isEqualTo("" + instant(attempt, "startedAt").getEpochSecond());
    }
    assertThat(requests.stream().map(request -> request.header("webhook-signature")).distinct())
        .hasSize(
            (int)
                requests.stream()
                    .map(request -> request.header("webhook-timestamp"))
                    .distinct()
                    .count());
  }

  private static JsonObject lastAttempt(JsonObject delivery) {
    return delivery.getJsonArray("attempts").getJsonObject(delivery.getInt("attemptNumber") - 1);
  }

  private static Instant instant(JsonObject object, String member) {
    return Instant.parse(object.getString(member));
  }
}
