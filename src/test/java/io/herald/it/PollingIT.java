package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A receiver that nobody can reach fetches its messages. */
@ExtendWith(RunningHerald.class)
class PollingIT {

  private final Tenant tenant;
  private final Api receiver;

  PollingIT(Api root) {
    this.tenant = Tenant.below(root);
    this.receiver = tenant.as("receiver");
  }

  @Test
  void fetchesSignedMessagesUntilItSaysThatItHasThem() {
    TestWebhook webhook = polled("{\"delivery\": \"poll\", \"eventTypes\": [\"order.*\"]}");
    assertThat(webhook.read().get("callbackUrl")).isEqualTo(JsonValue.NULL);
    assertThat(webhook.read().getString("delivery")).isEqualTo("poll");
    List<String> sent = send("order.paid", 5);
    send("other", 1);

    JsonObject first = poll(webhook, "?limit=3");
    assertThat(ids(first)).isEqualTo(sent.subList(0, 3));
    assertThat(first.getBoolean("hasMore")).isTrue();
    first.getJsonArray("messages").forEach(each -> verify(webhook.secret(), each.asJsonObject()));
    JsonObject headers = first.getJsonArray("messages").getJsonObject(0).getJsonObject("headers");
    assertThat(headers.getString("Content-Type")).isEqualTo("application/json");
    assertThat(headers.getString("Herald-Event-Type")).isEqualTo("order.paid");
    assertThat(headers.getString("Herald-Webhook-Id")).isEqualTo(String.valueOf(webhook.id()));
    assertThat(headers.getString("Herald-Attempt")).isEqualTo("1");
    assertThat(headers.getString("X-Hub-Signature-256")).startsWith("sha256=");

    assertThat(ids(poll(webhook, "?limit=3")))
        .as("an outage: nothing was acknowledged")
        .isEqualTo(ids(first));
    JsonObject second = poll(webhook, "?limit=3&cursor=" + first.getString("cursor"));
    assertThat(ids(second)).isEqualTo(sent.subList(3, 5));
    assertThat(second.getBoolean("hasMore")).isFalse();
    JsonObject last = poll(webhook, "?cursor=" + second.getString("cursor"));
    assertThat(ids(last)).isEmpty();
    assertThat(ids(poll(webhook, "?cursor=" + last.getString("cursor")))).isEmpty();

    JsonObject log = webhook.log("?status=delivered");
    assertThat(log.getInt("totalElements")).isEqualTo(5);
    JsonObject delivery = log.getJsonArray("content").getJsonObject(0);
    JsonObject attempt = delivery.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getString("outcome")).isEqualTo("polled");
    assertThat(attempt.getJsonObject("requestHeaders").getString("webhook-id"))
        .isEqualTo(delivery.getString("messageId"));
  }

  @Test
  void getsWhatIsRedeliveredAndWhatWasHeld() {
    TestWebhook webhook = polled("{\"delivery\": \"poll\", \"whileInactive\": \"hold\"}");
    long ping = webhook.ping();
    assertThat(webhook.delivery(ping).get("nextAttemptAt")).isEqualTo(JsonValue.NULL);
    JsonObject first = poll(webhook, "");
    poll(webhook, "?cursor=" + first.getString("cursor"));
    assertThat(webhook.delivery(ping).getString("status")).isEqualTo("delivered");

    webhook.redeliver(ping).expect(202);
    JsonObject again = awaitMessages(webhook, 1);
    assertThat(ids(again)).isEqualTo(ids(first));
    assertThat(ids(poll(webhook, "?cursor=" + first.getString("cursor"))))
        .as("the old cursor does not stand for the redelivery")
        .isEqualTo(ids(first));
    poll(webhook, "?cursor=" + again.getString("cursor"));
    assertThat(webhook.delivery(ping).getInt("attemptNumber")).isEqualTo(2);

    webhook.setActive(false);
    List<String> held = send("order.paid", 2);
    receiver.get(webhook.address() + "/poll").expect(409);
    webhook.setActive(true);
    assertThat(ids(poll(webhook, ""))).isEqualTo(held);
  }

  @Test
  void losesNothingWhenItChangesBetweenPushAndPoll() {
    try (RecordingReceiver pushed = RecordingReceiver.start()) {
      TestWebhook webhook = polled("{\"delivery\": \"poll\"}");
      List<String> first = send("order.paid", 3);

      URI url = pushed.url("/hook");
      change(webhook, "{\"delivery\": \"push\", \"callbackUrl\": \"" + url + "\"}");
      assertThat(pushed.await("/hook", 3))
          .extracting(request -> request.header("webhook-id"))
          .containsExactlyInAnyOrderElementsOf(first);
      receiver.get(webhook.address() + "/poll").expect(409);

      change(webhook, "{\"retrySchedule\": [\"P1D\"], \"callbackUrl\": \"http://127.0.0.1:1/\"}");
      List<String> second = send("order.paid", 2);
      webhook
          .log("?status=pending")
          .getJsonArray("content")
          .forEach(each -> webhook.afterAttempt(1, id(each.asJsonObject())));
      change(webhook, "{\"delivery\": \"poll\"}");
      assertThat(webhook.read().get("callbackUrl")).isEqualTo(JsonValue.NULL);
      assertThat(ids(awaitMessages(webhook, 2)))
          .as("what waited for its retry")
          .containsExactlyInAnyOrderElementsOf(second);
    }
  }

  @Test
  void mayPollAndDoNothingElse() {
    TestWebhook webhook = polled("{\"delivery\": \"poll\"}");

    assertThat(receiver.get("/v1/me").expect(200).json().getString("role")).isEqualTo("receiver");
    receiver.get(webhook.address()).expect(403);
    receiver.get("/v1/webhooks").expect(403);
    tenant.as("viewer").get(webhook.address() + "/poll").expect(403);
    Reply reply = receiver.get(webhook.address() + "/poll").expect(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    for (String wrong : List.of("limit=0", "limit=101", "limit=x", "cursor=x", "cursor=1234")) {
      receiver.get(webhook.address() + "/poll?" + wrong).expect(400);
    }
    tenant
        .api()
        .post("/v1/webhooks", "{\"delivery\": \"poll\", \"callbackUrl\": \"https://example.com\"}")
        .expect(422);
    tenant.api().post("/v1/webhooks", "{}").expect(422);
  }

  private TestWebhook polled(String command) {
    JsonObject registered = tenant.api().post("/v1/webhooks", command).expect(200).json();
    long id = registered.getJsonNumber("id").longValueExact();
    return new TestWebhook(
        tenant.api(), id, registered.getString("secret"), URI.create("poll:" + id));
  }

  private void change(TestWebhook webhook, String change) {
    tenant.api().patch(webhook.address(), change).expect(200);
  }

  private JsonObject poll(TestWebhook webhook, String query) {
    return receiver.get(webhook.address() + "/poll" + query).expect(200).json();
  }

  /** What comes by way of a node comes a moment later. */
  private JsonObject awaitMessages(TestWebhook webhook, int count) {
    return Awaitility.await("messages of " + webhook.id())
        .until(() -> poll(webhook, ""), answer -> ids(answer).size() == count);
  }

  private List<String> send(String type, int count) {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject event =
          Json.createObjectBuilder()
              .add("type", type)
              .add("organizationId", tenant.id())
              .add("data", Json.createObjectBuilder().add("city", "Zoë 東京 😀").add("n", i))
              .build();
      sent.add(
          tenant
              .api()
              .post("/v1/events", event)
              .expect(202)
              .json()
              .getJsonArray("messageIds")
              .getString(0));
    }
    return sent;
  }

  private static long id(JsonObject delivery) {
    return delivery.getJsonNumber("id").longValueExact();
  }

  private static List<String> ids(JsonObject answer) {
    return answer.getJsonArray("messages").stream()
        .map(each -> each.asJsonObject().getJsonObject("headers").getString("webhook-id"))
        .toList();
  }

  private static Map<String, List<String>> anyCase(Map<String, List<String>> headers) {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    return anyCase;
  }

  private static void verify(String secret, JsonObject message) {
    Map<String, List<String>> headers =
        message.getJsonObject("headers").entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each -> List.of(((JsonString) each.getValue()).getString())));
    assertThatCode(() -> new Webhook(secret).verify(message.getString("body"), anyCase(headers)))
        .doesNotThrowAnyException();
  }
}
