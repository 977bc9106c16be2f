package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several messages in one request. */
@ExtendWith(RunningHerald.class)
class BatchingIT {

  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  BatchingIT(Api root) {
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void messagesShareARequestWithOneSignatureAndAreLoggedOneByOne() {
    TestWebhook webhook = webhook("{'batch': {'maxMessages': 3, 'maxWait': 'PT10S'}}");
    JsonObject shown = webhook.read().getJsonObject("batch");
    assertThat(shown.getInt("maxMessages")).isEqualTo(3);
    assertThat(shown.getString("maxWait")).isEqualTo("PT10S");

    List<String> sent = send(6);

    List<Received> requests = receiver.await("/hook", 2);
    for (Received request : requests) {
      assertThatCode(() -> new Webhook(webhook.secret()).verify(request.text(), request.headers()))
          .doesNotThrowAnyException();
      assertThat(array(request)).hasSize(3);
      assertThat(request.header("Content-Type")).isEqualTo("application/json");
      assertThat(request.header("Herald-Batch-Size")).isEqualTo("3");
      assertThat(request.header("Herald-Webhook-Id")).isEqualTo(String.valueOf(webhook.id()));
      assertThat(request.header("webhook-id")).matches("batch_[0-9a-z]{25}");
    }
    assertThat(requests.stream().flatMap(each -> ids(each).stream()))
        .containsExactlyInAnyOrderElementsOf(sent);
    JsonArray log = awaitDelivered(webhook, 6);
    for (int i = 0; i < 6; i++) {
      JsonObject delivery = log.getJsonObject(i);
      Received request =
          requests.get(ids(requests.get(0)).contains(delivery.getString("messageId")) ? 0 : 1);
      int place = ids(request).indexOf(delivery.getString("messageId"));
      assertThat(array(request).get(place)).hasToString(delivery.getString("requestBody"));
      assertThat(attempt(delivery, 0).getJsonObject("requestHeaders").getString("webhook-id"))
          .isEqualTo(request.header("webhook-id"));
    }

    tenant.api().patch(webhook.address(), "{\"batch\": null}").expect(200);
    send(1);
    Received single = receiver.await("/hook", 3).get(2);
    assertThat(single.text()).startsWith("{");
    assertThat(single.header("webhook-id")).startsWith("msg_");
  }

  @Test
  void aBatchThatIsNotFullGoesAfterItsWaitAsCloudEventsToo() {
    TestWebhook webhook =
        webhook("{'batch': {'maxMessages': 100, 'maxWait': 'PT1S'}, 'format': 'cloudevents'}");

    List<String> sent = send(2);

    Received request = receiver.await("/hook", 1).get(0);
    assertThat(request.header("Content-Type")).startsWith("application/cloudevents-batch+json");
    assertThat(array(request).getValuesAs(JsonObject.class))
        .extracting(event -> event.getString("id"))
        .containsExactlyInAnyOrderElementsOf(sent);
    awaitDelivered(webhook, 2);
  }

  @Test
  void aBatchThatFailsIsTriedAgainAsTheSameBatch() {
    receiver.on("/hook", Answer.status(500), Answer.status(204));
    TestWebhook webhook =
        webhook(
            "{'batch': {'maxMessages': 2, 'maxWait': 'PT10S'}, 'retrySchedule': ['PT1S', 'PT1S']}");

    send(2);

    List<Received> requests = receiver.await("/hook", 2);
    assertThat(requests.get(1).text()).isEqualTo(requests.get(0).text());
    assertThat(requests.get(1).header("webhook-id"))
        .isEqualTo(requests.get(0).header("webhook-id"));
    assertThat(requests.get(1).header("Herald-Attempt")).isEqualTo("2");
    JsonArray log = awaitDelivered(webhook, 2);
    for (JsonObject delivery : log.getValuesAs(JsonObject.class)) {
      assertThat(delivery.getInt("attemptNumber")).isEqualTo(2);
      assertThat(attempt(delivery, 0).getInt("httpStatus")).isEqualTo(500);
      assertThat(attempt(delivery, 1).getInt("httpStatus")).isEqualTo(204);
    }
  }

  @Test
  void aBatchThatWaitsKeepsNobodyElseWaiting() {
    webhook("{'batch': {'maxMessages': 100, 'maxWait': 'PT10S'}}");
    tenant.webhook(receiver.url("/other"));

    send(1);

    receiver.await("/other", 1);
    assertThat(receiver.requests("/hook")).isEmpty();
    String both = "{\"ordered\": true, \"callbackUrl\": \"https://example.com\"}";
    tenant
        .api()
        .post("/v1/webhooks", both.replace("{", "{\"batch\": {\"maxMessages\": 2}, "))
        .expect(422);
  }

  private JsonArray awaitDelivered(TestWebhook webhook, int count) {
    return Awaitility.await("deliveries")
        .until(
            () -> webhook.log("?status=delivered"), page -> page.getInt("totalElements") == count)
        .getJsonArray("content");
  }

  private static JsonObject attempt(JsonObject delivery, int index) {
    return delivery.getJsonArray("attempts").getJsonObject(index);
  }

  /** In one transaction. */
  private List<String> send(int count) {
    JsonArrayBuilder events = Json.createArrayBuilder();
    for (int i = 0; i < count; i++) {
      events.add(
          Json.createObjectBuilder()
              .add("type", "order.paid")
              .add("organizationId", tenant.id())
              .add("data", Json.createObjectBuilder().add("city", "Zoë 東京").add("n", i)));
    }
    return tenant
        .api()
        .post("/v1/events", events.build())
        .expect(202)
        .json()
        .getJsonArray("messageIds")
        .getValuesAs(JsonString::getString);
  }

  private static List<String> ids(Received request) {
    return List.of(request.header("Herald-Message-Ids").split(",", -1));
  }

  private static JsonArray array(Received request) {
    try (JsonReader reader = Json.createReader(new StringReader(request.text()))) {
      return reader.readArray();
    }
  }

  private TestWebhook webhook(String policy) {
    return tenant.webhookWith(receiver.url("/hook"), policy);
  }
}
