package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A callback URL is asked whether it wants to be posted to. */
@ExtendWith(RunningHerald.class)
class VerificationIT {

  private static final String SWITCH = "/v1/test/verification";
  private static final Answer GRANTED =
      Answer.status(200)
          .withHeader("WebHook-Allowed-Origin", "HERALD")
          .withHeader("WebHook-Allowed-Rate", "120");

  private final Api root;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  VerificationIT(Api root) {
    this.root = root;
    this.tenant = Tenant.below(root);
  }

  @BeforeEach
  void demand() {
    root.post(SWITCH).expect(204);
  }

  @AfterEach
  void restore() {
    root.delete(SWITCH).expect(204);
    receiver.close();
  }

  @Test
  void byTheHandshakeOfCloudEvents() {
    receiver.on("/hook", GRANTED, Answer.status(204));

    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

    JsonObject verified = verification(webhook, "verified");
    assertThat(verified.getString("method")).isEqualTo("options");
    assertThat(verified.getString("allowedRate")).isEqualTo("120");
    assertThat(verified.getBoolean("required")).isTrue();
    assertThat(webhook.read().getBoolean("active")).isTrue();
    assertThat(webhook.finished(webhook.ping()).getString("status")).isEqualTo("delivered");
    Received asked = receiver.requests("/hook").get(0);
    assertThat(asked.method()).isEqualTo("OPTIONS");
    assertThat(asked.header("WebHook-Request-Origin")).isEqualTo("herald");
    assertThat(asked.body()).isEmpty();
  }

  @Test
  void byTheEchoOfASignedChallenge() {
    receiver.on("/hook", Answer.status(405), Answer.echo());

    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

    assertThat(verification(webhook, "verified").getString("method")).isEqualTo("echo");
    Received challenge = receiver.requests("/hook").get(1);
    assertThat(challenge.text()).contains("\"type\":\"webhook.verification\"", "\"challenge\":");
    assertThat(challenge.header("webhook-signature")).startsWith("v1,");
    assertThat(webhook.recorded()).isZero();
  }

  @Test
  void withoutItAWebhookIsNotActiveAndItsOwnerMayTryAgain() {
    receiver.on("/hook", Answer.status(200), Answer.status(204));

    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

    JsonObject failed = verification(webhook, "failed");
    assertThat(failed.getString("error"))
        .isEqualTo(
            "OPTIONS: no WebHook-Allowed-Origin for herald; POST: the answer does not echo the"
                + " challenge");
    assertThat(webhook.read().getBoolean("active")).isFalse();
    assertThat(webhook.read().getString("deactivatedReason")).isEqualTo("unverified");
    assertThat(tenant.api().patch(webhook.address(), "{\"active\":true}").expect(409).body())
        .contains("not verified");

    receiver.on("/hook", GRANTED, Answer.status(204));
    JsonObject pending = tenant.api().post(webhook.address() + "/verification").expect(202).json();
    assertThat(pending.getString("state")).isEqualTo("pending");
    assertThat(pending.get("error")).isEqualTo(JsonValue.NULL);
    verification(webhook, "verified");
    assertThat(webhook.read().getBoolean("active")).isTrue();
    assertThat(
            tenant
                .api()
                .post(webhook.address() + "/verification")
                .expect(202)
                .json()
                .getString("state"))
        .isEqualTo("verified");
  }

  @Test
  void anotherUrlIsAskedAnewAndWhatAPersonDeactivatedStaysSo() {
    receiver.on("/hook", GRANTED);
    receiver.on("/moved", GRANTED);
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    verification(webhook, "verified");

    String move = "{\"callbackUrl\":\"" + receiver.url("/moved") + "\"}";
    JsonObject moved = tenant.api().patch(webhook.address(), move).expect(200).json();
    assertThat(moved.getBoolean("active")).isFalse();
    webhook.setActive(false);
    verification(webhook, "verified");

    assertThat(receiver.requests("/moved")).hasSize(1);
    assertThat(webhook.read().getString("deactivatedReason")).isEqualTo("by_hand");
    webhook.setActive(true);
  }

  @Test
  void whereTheReceiverFetchesNobodyIsAsked() {
    receiver.on("/hook", Answer.status(404));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    verification(webhook, "failed");

    String poll = "{\"delivery\":\"poll\",\"active\":true}";
    JsonObject polled = tenant.api().patch(webhook.address(), poll).expect(200).json();

    assertThat(polled.getBoolean("active")).isTrue();
    verification(webhook, "none");
    String push = "{\"delivery\":\"push\",\"callbackUrl\":\"" + receiver.url("/hook") + "\"}";
    JsonObject pushed = tenant.api().patch(webhook.address(), push).expect(200).json();
    assertThat(pushed.getString("deactivatedReason")).isEqualTo("unverified");
  }

  @Test
  void whereNobodyDemandsItSomebodyMayStillAsk() {
    root.delete(SWITCH).expect(204);
    receiver.on("/hook", Answer.status(404), Answer.status(500));
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    JsonObject before = tenant.api().get(webhook.address() + "/verification").expect(200).json();
    assertThat(before.getString("state")).isEqualTo("none");
    assertThat(before.getBoolean("required")).isFalse();

    tenant.api().patch(webhook.address(), "{\"rateLimit\":0.51}").expect(200);
    tenant.api().post(webhook.address() + "/verification").expect(202);

    assertThat(verification(webhook, "failed").getString("error"))
        .isEqualTo("OPTIONS: HTTP 404; POST: HTTP 500");
    assertThat(webhook.read().getBoolean("active")).isTrue();
    assertThat(receiver.requests("/hook"))
        .extracting(Received::method)
        .isEqualTo(List.of("OPTIONS", "POST"));
    assertThat(receiver.requests("/hook").get(0).header("WebHook-Request-Rate")).isEqualTo("31");
  }

  private JsonObject verification(TestWebhook webhook, String state) {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> tenant.api().get(webhook.address() + "/verification").expect(200).json(),
            json -> json.getString("state").equals(state));
  }
}
