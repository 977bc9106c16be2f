package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an owner says about how a webhook is delivered to, and what then happens. */
@ExtendWith(RunningHerald.class)
class WebhookPolicyIT {

  private final ServerClock clock;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  WebhookPolicyIT(Api root, ServerClock clock) {
    this.clock = clock;
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    clock.restore();
    receiver.close();
  }

  @Test
  void aWebhookHasARetryScheduleAndATimeoutOfItsOwn() {
    clock.stop();
    receiver.on("/hook", Answer.hang(), Answer.status(500));
    TestWebhook webhook =
        webhook("{'retrySchedule': ['P2D', 'PT1S'], 'timeout': 'PT1S', 'rateLimit': 12.5}");
    assertThat(webhook.read().getJsonArray("retrySchedule")).hasToString("[\"PT48H\",\"PT1S\"]");
    assertThat(webhook.read().getString("timeout")).isEqualTo("PT1S");
    assertThat(webhook.read().getJsonNumber("rateLimit").doubleValue()).isEqualTo(12.5);
    assertThat(webhook.read().getBoolean("ordered")).isFalse();

    long id = webhook.ping();

    JsonObject first = webhook.afterAttempt(1, id);
    assertThat(attempt(first, 1).getString("error")).isEqualTo("no answer within 1 s");
    Instant due = ended(first, 1).plus(Duration.ofDays(2));
    assertThat(first.getString("nextAttemptAt")).isEqualTo(due.toString());
    clock.advanceTo(due);
    JsonObject second = webhook.afterAttempt(2, id);
    clock.advanceTo(ended(second, 2).plusSeconds(1));
    assertThat(webhook.finished(id).getString("status")).isEqualTo("exhausted");

    JsonObject cleared =
        tenant
            .api()
            .patch(webhook.address(), "{\"retrySchedule\": null, \"ordered\": true}")
            .expect(200)
            .json();
    assertThat(cleared.get("retrySchedule")).isEqualTo(JsonValue.NULL);
    assertThat(cleared.getBoolean("ordered")).isTrue();
    assertThat(cleared.getString("timeout")).isEqualTo("PT1S");
  }

  private static JsonObject attempt(JsonObject delivery, int number) {
    return delivery.getJsonArray("attempts").getJsonObject(number - 1);
  }

  private static Instant ended(JsonObject delivery, int number) {
    JsonObject attempt = attempt(delivery, number);
    return Instant.parse(attempt.getString("startedAt")).plusMillis(attempt.getInt("durationMs"));
  }

  /** Registers a webhook at {@code /hook} of the receiver. */
  private TestWebhook webhook(String policy) {
    URI url = receiver.url("/hook");
    JsonObjectBuilder command =
        Json.createObjectBuilder(json(policy)).add("callbackUrl", url.toString());
    JsonObject registered = tenant.api().post("/v1/webhooks", command.build()).expect(200).json();
    return new TestWebhook(
        tenant.api(),
        registered.getJsonNumber("id").longValueExact(),
        registered.getString("secret"),
        url);
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
