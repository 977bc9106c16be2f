package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Recorded messages: read again, and erased. */
@ExtendWith(RunningHerald.class)
class MessagesIT {

  private static RecordingReceiver receiver;

  private final Tenant tenant;

  MessagesIT(Api administrator) {
    tenant = Tenant.below(administrator);
  }

  @BeforeAll
  static void open() {
    receiver = RecordingReceiver.start();
  }

  @AfterAll
  static void close() {
    receiver.close();
  }

  @Test
  void aReceiverReconcilesByCursor() {
    String first = send("order.paid");
    String second = send("order.shipped");
    String third = send("order.paid");

    JsonObject part = list("?order=oldest&limit=3"); // the organization's own sync message first
    assertThat(part.getJsonArray("messages").toString()).contains(first, second);
    assertThat(part.getBoolean("hasMore")).isTrue();
    JsonObject rest = list("?order=oldest&limit=3&cursor=" + part.getString("cursor"));
    assertThat(rest.getJsonArray("messages").toString()).contains(third).doesNotContain(second);
    assertThat(rest.getBoolean("hasMore")).isFalse();
    assertThat(list("?eventType=order.shipped").getJsonArray("messages")).hasSize(1);
    assertThat(list("?since=2999-01-01T00:00:00Z").getJsonArray("messages")).isEmpty();
    assertThat(tenant.child().api().get("/v1/messages").expect(200).body()).doesNotContain(first);
    for (String wrong :
        new String[] {"cursor=1", "limit=0", "order=up", "since=now", "eventType=-"}) {
      tenant.api().get("/v1/messages?" + wrong).expect(400);
    }
  }

  @Test
  void whatIsErasedIsGoneFromMessageLogAndRedelivery() {
    receiver.on("/erased", Answer.status(200).withBody("thank you for secret-4711"));
    TestWebhook webhook = tenant.webhook(receiver.url("/erased"));
    String message = send("order.paid");
    long delivery = webhook.newest();
    webhook.finished(delivery);
    JsonObject before = tenant.api().get("/v1/messages/" + message).expect(200).json();
    assertThat(before.getString("body")).contains("secret-4711");
    assertThat(before.getJsonArray("deliveries").getJsonObject(0).getString("status"))
        .isEqualTo("delivered");

    tenant.as("viewer").delete("/v1/messages/" + message + "/content").expect(403);
    tenant.child().api().delete("/v1/messages/" + message + "/content").expect(404);
    tenant.api().delete("/v1/messages/" + message + "/content").expect(204);

    JsonObject after = tenant.api().get("/v1/messages/" + message).expect(200).json();
    assertThat(after.isNull("body")).isTrue();
    assertThat(after.isNull("erasedAt")).isFalse();
    assertThat(webhook.delivery(delivery).toString())
        .contains("\"delivered\"")
        .doesNotContain("secret-4711");
    webhook.redeliver(delivery).expect(409);
  }

  private String send(String type) {
    String event =
        "{\"type\":\"%s\",\"organizationId\":\"%s\",\"data\":{\"card\":\"secret-4711\"}}"
            .formatted(type, tenant.id());
    return tenant
        .api()
        .post("/v1/events", event)
        .expect(202)
        .json()
        .getJsonArray("messageIds")
        .getString(0);
  }

  private JsonObject list(String query) {
    return tenant.api().get("/v1/messages" + query).expect(200).json();
  }
}
