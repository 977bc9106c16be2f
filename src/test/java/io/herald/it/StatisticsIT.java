package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a webhook and an organization are doing: the wire contract, section 4. */
@ExtendWith(RunningHerald.class)
class StatisticsIT {

  private final Api root;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  StatisticsIT(Api root) {
    this.root = root;
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void countWhatHappenedForTheWebhookAndTheOrganization() {
    receiver.on("/hook", Answer.status(204), Answer.status(500));
    TestWebhook webhook = tenant.webhookWith(receiver.url("/hook"), "{'retrySchedule': ['P1D']}");
    webhook.finished(webhook.ping());
    webhook.afterAttempt(1, webhook.ping());

    JsonObject stats =
        Awaitility.await()
            .pollInterval(Duration.ofMillis(200))
            .until(
                () -> tenant.api().get(webhook.address() + "/stats").expect(200).json(),
                json -> json.getJsonObject("total").getInt("failedAttempts") == 1);

    assertThat(stats.keySet()).containsExactly("since", "until", "bucket", "total", "buckets");
    assertThat(stats.getString("bucket")).isEqualTo("PT1H");
    JsonObject total = stats.getJsonObject("total");
    assertThat(total.keySet())
        .containsExactly("accepted", "delivered", "failedAttempts", "exhausted", "latency");
    assertThat(total.getInt("accepted")).isEqualTo(2);
    assertThat(total.getInt("delivered")).isEqualTo(1);
    assertThat(total.getInt("exhausted")).isZero();
    assertThat(total.getJsonObject("latency").keySet()).containsExactly("p50", "p95", "p99");
    assertThat(stats.getJsonArray("buckets")).hasSizeBetween(25, 26);
    assertThat(tenant.api().get("/v1/stats?bucket=PT5M").expect(200).json().getJsonObject("total"))
        .isEqualTo(total);
    assertThat(
            root.get("/v1/stats?organizationId=" + tenant.id())
                .expect(200)
                .json()
                .getJsonObject("total"))
        .isEqualTo(total);
  }

  @Test
  void areForThoseWhoReachTheWebhook() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    Tenant stranger = Tenant.below(root);

    tenant.as("viewer").get(webhook.address() + "/stats").expect(200);
    tenant.as("publisher").get(webhook.address() + "/stats").expect(403);
    stranger.api().get(webhook.address() + "/stats").expect(404);
    stranger.api().get("/v1/stats?organizationId=" + tenant.id()).expect(404);
    tenant.api().get(webhook.address() + "/stats?bucket=PT2H").expect(400);
  }
}
