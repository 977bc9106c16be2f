package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to a webhook over time, and who is told. */
@ExtendWith(RunningHerald.class)
class LifecycleIT {

  private final ServerClock clock;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  LifecycleIT(Api root, ServerClock clock) {
    this.clock = clock;
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    clock.restore();
    receiver.close();
  }

  @Test
  void aWebhookThatFailsForDaysIsAnnouncedDeactivatedAndComesBack() {
    clock.stop();
    Instant start = clock.now();
    TestWebhook listener = tenant.webhook(receiver.url("/listener"), "webhook.*");
    TestWebhook everything = tenant.webhook(receiver.url("/everything"));
    receiver.on("/hook", Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "order.paid");
    long delivery = webhook.ping();
    webhook.afterAttempt(1, delivery);
    JsonObject failing = awaitView(webhook, view -> view.get("failingSince") != JsonValue.NULL);
    Instant since = Instant.parse(failing.getString("failingSince"));
    assertThat(since).as("the end of the attempt").isBetween(start, start.plusSeconds(30));

    clock.advance(Duration.ofHours(61));
    webhook.afterAttempt(2, delivery);
    JsonObject half = told(listener, 1);
    assertThat(half.getString("type")).isEqualTo("webhook.failing");
    assertThat(half.getJsonObject("data").getJsonNumber("webhookId").longValue())
        .isEqualTo(webhook.id());
    assertThat(half.getJsonObject("data").getInt("percent")).isEqualTo(50);
    assertThat(half.getJsonObject("data").getString("deactivatesAt"))
        .isEqualTo(since.plus(Duration.ofDays(5)).toString());

    clock.advance(Duration.ofHours(60));
    webhook.afterAttempt(3, delivery);
    JsonObject over = told(listener, 2);
    assertThat(over.getString("type")).isEqualTo("webhook.deactivated");
    assertThat(over.getJsonObject("data").getString("reason")).isEqualTo("failing");
    JsonObject view = webhook.read();
    assertThat(view.getBoolean("active")).isFalse();
    assertThat(view.getString("deactivatedReason")).isEqualTo("failing");
    assertThat(view.getString("deactivatedAt")).isEqualTo(clock.now().toString());

    receiver.on("/hook", Answer.status(200));
    webhook.setActive(true);
    JsonObject back = webhook.read();
    assertThat(back.get("deactivatedAt")).isEqualTo(JsonValue.NULL);
    assertThat(back.get("failingSince")).isEqualTo(JsonValue.NULL);
    clock.advance(Duration.ofMinutes(10));
    assertThat(webhook.finished(delivery).getString("status")).isEqualTo("delivered");
    assertThat(receiver.requests("/everything")).as("who did not ask is not told").isEmpty();
    assertThat(everything.recorded()).isZero();
  }

  @Test
  void whatComesWhileInactiveIsDroppedIntoTheLogOrHeld() {
    TestWebhook drops = tenant.webhook(receiver.url("/drops"));
    TestWebhook holds = tenant.webhook(receiver.url("/holds"));
    tenant.api().patch(holds.address(), "{\"whileInactive\":\"hold\"}").expect(200);
    drops.setActive(false);
    holds.setActive(false);

    event("order.paid");
    event("order.sent");

    assertThat(drops.log("?status=cancelled").getInt("totalElements")).isEqualTo(2);
    assertThat(holds.log("?status=pending").getInt("totalElements")).isEqualTo(2);
    assertThat(receiver.requests()).isEmpty();

    drops.setActive(true);
    holds.setActive(true);
    receiver.await("/holds", 2);
    drops.redeliver(drops.newest()).expect(202);
    assertThat(receiver.await("/drops", 1).get(0).text()).contains("order.sent");
  }

  @Test
  void aRotatedSecretAndAnExhaustedDeliveryAreTold() {
    TestWebhook listener =
        tenant.webhook(receiver.url("/listener"), "secret.rotated", "delivery.exhausted");
    receiver.on("/hook", Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    tenant.api().patch(webhook.address(), "{\"retrySchedule\":[]}").expect(200);

    tenant.api().post(webhook.address() + "/secret", "{}").expect(200);
    JsonObject rotated = told(listener, 1);
    long delivery = webhook.ping();
    webhook.finished(delivery);
    JsonObject exhausted = told(listener, 2);

    assertThat(rotated.getString("type")).isEqualTo("secret.rotated");
    assertThat(rotated.getJsonObject("data").keySet())
        .containsExactly("webhookId", "previousValidUntil");
    assertThat(exhausted.getString("type")).isEqualTo("delivery.exhausted");
    assertThat(exhausted.getJsonObject("data").getJsonNumber("deliveryId").longValue())
        .isEqualTo(delivery);
    assertThat(exhausted.getJsonObject("data").getInt("httpStatus")).isEqualTo(500);
    assertThat(exhausted.getJsonObject("data").getInt("untold")).isZero();
  }

  @Test
  void aReceiverThatIsDownIsNotToldOfItsOwnMessages() {
    receiver.on("/loop", Answer.status(500));
    TestWebhook loop = tenant.webhook(receiver.url("/loop"), "delivery.*", "order.paid");
    tenant.api().patch(loop.address(), "{\"retrySchedule\":[]}").expect(200);

    event("order.paid");

    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> loop.log("?status=exhausted").getInt("totalElements"),
            exhausted -> exhausted == 2);
    assertThat(loop.log("?eventType=delivery.exhausted").getInt("totalElements"))
        .as("one about the order, none about itself")
        .isEqualTo(1);
    assertThat(loop.recorded()).isEqualTo(2);
  }

  private void event(String type) {
    tenant
        .api()
        .post(
            "/v1/events",
            "{\"type\":\"%s\",\"organizationId\":\"%s\",\"data\":{}}".formatted(type, tenant.id()))
        .expect(202);
  }

  private JsonObject told(TestWebhook listener, int number) {
    List<Received> requests = receiver.await(listener.path(), number);
    try (var reader = Json.createReader(new StringReader(requests.get(number - 1).text()))) {
      return reader.readObject();
    }
  }

  private static JsonObject awaitView(
      TestWebhook webhook, java.util.function.Predicate<JsonObject> condition) {
    return Awaitility.await().pollInterval(Duration.ofMillis(50)).until(webhook::read, condition);
  }
}
