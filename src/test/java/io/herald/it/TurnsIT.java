package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Webhooks that get one message after the other, or not too many a second. */
@ExtendWith(RunningHerald.class)
class TurnsIT {

  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  TurnsIT(Api root) {
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void anOrderedWebhookGetsOneAfterTheOtherAndRetriesTheFirstBeforeTheRest() {
    Duration slow = Duration.ofMillis(50);
    receiver.on("/hook", Answer.status(500), Answer.status(204).after(slow));
    TestWebhook webhook = webhook("{'ordered': true, 'retrySchedule': ['PT1S']}");

    List<Long> ids = pings(webhook, 5);

    List<Received> received = receiver.await("/hook", 6);
    assertThat(received)
        .extracting(request -> Long.valueOf(request.header("Herald-Delivery-Id")))
        .containsExactly(ids.get(0), ids.get(0), ids.get(1), ids.get(2), ids.get(3), ids.get(4));
    for (int i = 2; i < 6; i++) {
      assertThat(received.get(i).at())
          .as("the one before was answered")
          .isAfterOrEqualTo(received.get(i - 1).at().plus(slow));
    }
  }

  @Test
  void anExhaustedOneLetsTheNextPass() {
    receiver.on("/hook", Answer.status(500), Answer.status(204));
    TestWebhook webhook = webhook("{'ordered': true, 'retrySchedule': []}");

    List<Long> ids = pings(webhook, 2);

    assertThat(webhook.finished(ids.get(1)).getString("status")).isEqualTo("delivered");
    assertThat(webhook.finished(ids.get(0)).getString("status")).isEqualTo("exhausted");
  }

  @Test
  void aRateLimitSpreadsAttemptsAndKeepsNobodyElseWaiting() {
    TestWebhook limited = webhook("{'rateLimit': 4, 'eventTypes': ['turns.many']}");
    TestWebhook other = tenant.webhook(receiver.url("/other"), "turns.one");
    limited.finished(limited.ping()); // the first attempt of a server may take a while to get out
    JsonArrayBuilder events = Json.createArrayBuilder();
    IntStream.range(0, 16).forEach(i -> events.add(event("turns.many")));

    tenant.api().post("/v1/events", events.build()).expect(202);
    tenant.api().post("/v1/events", event("turns.one")).expect(202);

    Received ofOther = receiver.await("/other", 1).get(0);
    List<Received> received = receiver.await("/hook", 17);
    Received last = received.get(16);
    assertThat(Duration.between(received.get(0).at(), last.at()))
        .as("sixteen times 250 ms, were the machine never busy")
        .isGreaterThan(Duration.ofSeconds(3));
    assertThat(ofOther.at()).isBefore(last.at());
    assertThat(other.recorded()).isEqualTo(1);
    assertThat(limited.recorded()).isEqualTo(17);
  }

  private JsonObject event(String type) {
    return Json.createObjectBuilder()
        .add("type", type)
        .add("organizationId", tenant.id())
        .add("data", JsonValue.EMPTY_JSON_OBJECT)
        .build();
  }

  private static List<Long> pings(TestWebhook webhook, int count) {
    return IntStream.range(0, count).mapToObj(i -> webhook.ping()).toList();
  }

  /** Registers a webhook at {@code /hook} of the receiver. */
  private TestWebhook webhook(String policy) {
    return tenant.webhookWith(receiver.url("/hook"), policy);
  }
}
