package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
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
    assertThat(attempt(first, 1).getString("outcome")).isEqualTo("timeout");
    assertThat(attempt(first, 1).getString("error")).endsWith(" within 1 s");
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

  @Test
  void ownHeadersAndAuthAreSentAndShownNowhere() {
    TestWebhook webhook =
        webhook(
            """
            {'headers': {'X-Tenant': 'hunter2', 'X-Env': 'prod'},
             'auth': {'type': 'basic', 'username': 'ada', 'password': 'hunter3'}}\
            """);
    assertThat(webhook.read().getJsonObject("headers"))
        .isEqualTo(json("{'X-Env': '********', 'X-Tenant': '********'}"));
    assertThat(webhook.read().getJsonObject("auth"))
        .isEqualTo(json("{'type': 'basic', 'username': 'ada', 'password': '********'}"));

    JsonObject delivery = webhook.finished(webhook.ping());

    Received request = receiver.requests("/hook").get(0);
    assertThat(request.header("X-Tenant")).isEqualTo("hunter2");
    assertThat(request.header("X-Env")).isEqualTo("prod");
    assertThat(request.header("Authorization")).isEqualTo("Basic YWRhOmh1bnRlcjM=");
    assertThat(attempt(delivery, 1).getJsonObject("requestHeaders").getString("Authorization"))
        .isEqualTo("********");
    assertThat(delivery.toString()).doesNotContain("hunter").doesNotContain("YWRhOmh1bnRlcjM=");

    patch(webhook, "{'headers': {'X-Env': null}, 'auth': {'type': 'bearer', 'token': 'abc'}}");
    webhook.finished(webhook.ping());
    Received second = receiver.requests("/hook").get(1);
    assertThat(second.header("X-Tenant")).isEqualTo("hunter2");
    assertThat(second.headers()).doesNotContainKey("X-Env");
    assertThat(second.header("Authorization")).isEqualTo("Bearer abc");
    assertThat(
            tenant
                .api()
                .patch(webhook.address(), "{\"headers\": {\"webhook-id\": \"1\"}}")
                .expect(422)
                .json()
                .getJsonArray("errors")
                .getJsonObject(0)
                .getString("pointer"))
        .isEqualTo("/headers/webhook-id");
  }

  @Test
  void messagesAreSignedWithAKeyWhosePublicHalfEverybodyMayKnow() throws GeneralSecurityException {
    TestWebhook webhook = webhook("{'signature': 'ed25519'}");
    String first = webhook.read().getString("publicKey");
    assertThat(first).matches("whpk_[A-Za-z0-9+/]{43}=");
    webhook.finished(webhook.ping());

    JsonObject rotated = tenant.api().post(webhook.address() + "/secret", "{}").expect(200).json();
    assertThat(rotated.get("secret")).isEqualTo(JsonValue.NULL);
    String second = webhook.read().getString("publicKey");
    assertThat(second).isNotEqualTo(first);
    webhook.finished(webhook.ping());
    patch(webhook, "{'signature': 'both'}");
    webhook.finished(webhook.ping());

    List<Received> requests = receiver.await("/hook", 3);
    assertThat(signatures(requests.get(0))).hasSize(1);
    assertThat(verifies(first, requests.get(0), 0)).isTrue();
    assertThat(requests.get(0).headers()).doesNotContainKey("X-Hub-Signature-256");
    assertThat(signatures(requests.get(1))).hasSize(2);
    assertThat(verifies(second, requests.get(1), 0)).isTrue();
    assertThat(verifies(first, requests.get(1), 1)).isTrue();
    assertThat(verifies(first, requests.get(1), 0)).isFalse();
    assertThat(signatures(requests.get(2))).hasSize(3);
    assertThat(signatures(requests.get(2))[0]).startsWith("v1,");
    assertThat(verifies(second, requests.get(2), 1)).isTrue();
    assertThat(requests.get(2).header("X-Hub-Signature-256")).startsWith("sha256=");
  }

  @Test
  void filtersTransformationsAndFormatsDecideWhatIsRecorded() {
    TestWebhook filtered = webhook("/filtered", "{'filter': {'data': {'amount': {'$gte': 10}}}}");
    TestWebhook shaped =
        webhook(
            "/shaped",
            """
            {'format': 'cloudevents', 'filter': {'$message': {'type': 'order.paid'}},
             'transformation': {'patch': [{'op': 'remove', 'path': '/data/email'}]}}\
            """);
    assertThat(shaped.read().getJsonObject("filter"))
        .isEqualTo(json("{'$message': {'type': 'order.paid'}}"));

    send("order.paid", "{'amount': 9, 'email': 'ada@example.com'}");
    send("order.paid", "{'amount': 10}");
    send("order.sent", "{'amount': 11}");

    assertThat(heardBy(filtered, 2))
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.text()).contains("\"amount\":1"));
    List<Received> events = heardBy(shaped, 2);
    assertThat(events.get(0).header("Content-Type")).startsWith("application/cloudevents+json");
    JsonObject event = json(events.get(0).text());
    assertThat(event.getString("specversion")).isEqualTo("1.0");
    assertThat(event.getString("id")).isEqualTo(events.get(0).header("webhook-id"));
    assertThat(event.getJsonObject("data").toString()).startsWith("{\"type\":\"order.paid\"");
    assertThat(event.toString()).doesNotContain("ada@example.com");
    assertThat(json(events.get(1).text()).getJsonObject("data"))
        .as("there was no e-mail address to remove")
        .isEqualTo(json("{'amount': 10}"));
    assertThat(shaped.log("").getJsonArray("content").getValuesAs(JsonObject.class))
        .extracting(delivery -> String.valueOf(delivery.get("transformationError")))
        .as("the newest first")
        .satisfiesExactly(
            second -> assertThat(second).startsWith("\"the patch does not apply: "),
            first -> assertThat(first).isEqualTo("null"));

    JsonObject why =
        tenant
            .api()
            .post(filtered.address() + "/filter-tests", json("{'sample': {'data': {'amount': 9}}}"))
            .expect(200)
            .json();
    assertThat(why.getBoolean("matched")).isFalse();
    assertThat(why.getJsonArray("checks"))
        .containsExactly(
            json(
                "{'path': '/data/amount', 'operator': '$gte', 'expected': 10, 'actual': 9,"
                    + " 'matched': false}"));
    JsonObject made =
        tenant
            .api()
            .post(
                shaped.address() + "/transformation-tests",
                json("{'format': 'native', 'sample': {'data': {'email': 'e', 'b': 1}}}"))
            .expect(200)
            .json();
    assertThat(made.getBoolean("applied")).isTrue();
    assertThat(made.getString("body")).isEqualTo("{\"data\":{\"b\":1}}");
  }

  @Test
  void webhooksMoveWithTheirSecrets() {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    JsonObject imported =
        tenant
            .api()
            .post(
                "/v1/webhooks/import",
                json(
                    "{'webhooks': [{'callbackUrl': '%s', 'secret': '%s', 'headers': {'X-A': 'b'}}]}"
                        .formatted(receiver.url("/hook"), secret)))
            .expect(200)
            .json();
    assertThat(imported.getJsonArray("webhooks").getJsonObject(0).getString("secret"))
        .isEqualTo(secret);

    JsonObject masked = tenant.api().get("/v1/webhooks/export").expect(200).json();
    JsonObject whole = tenant.api().get("/v1/webhooks/export?secrets=true").expect(200).json();
    assertThat(masked.toString()).doesNotContain(secret);
    assertThat(whole.getJsonArray("webhooks").getJsonObject(0).getString("secret"))
        .isEqualTo(secret);
    tenant.as("viewer").get("/v1/webhooks/export").expect(403);

    Tenant other = tenant.child();
    JsonObject moved = Json.createObjectBuilder(whole).add("organizationId", other.id()).build();
    other.api().post("/v1/webhooks/import", moved).expect(200);
    assertThat(other.api().get("/v1/webhooks").expect(200).array()).hasSize(1);
    Reply refused =
        other
            .api()
            .post(
                "/v1/webhooks/import",
                json(
                    "{'webhooks': [{'callbackUrl': 'https://example.com'},"
                        + " {'callbackUrl': 'https://10.0.0.1'}]}"))
            .expect(422);
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/webhooks/1/callbackUrl");
    assertThat(other.api().get("/v1/webhooks").expect(200).array()).hasSize(1);
  }

  private void send(String type, String data) {
    JsonObject command =
        Json.createObjectBuilder()
            .add("type", type)
            .add("organizationId", tenant.id())
            .add("data", json(data))
            .build();
    tenant.api().post("/v1/events", command).expect(202);
  }

  private static String[] signatures(Received request) {
    return request.header("webhook-signature").split(" ");
  }

  /** As a receiver does it with the JDK alone: see the page for receivers. */
  private static boolean verifies(String publicKey, Received request, int entry)
      throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    byte[] x509 =
        HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
    signature.update(
        (request.header("webhook-id")
                + "."
                + request.header("webhook-timestamp")
                + "."
                + request.text())
            .getBytes(StandardCharsets.UTF_8));
    String text = signatures(request)[entry];
    assertThat(text).startsWith("v1a,");
    return signature.verify(Base64.getDecoder().decode(text.substring("v1a,".length())));
  }

  private JsonObject patch(TestWebhook webhook, String change) {
    return tenant.api().patch(webhook.address(), json(change).toString()).expect(200).json();
  }

  private static JsonObject attempt(JsonObject delivery, int number) {
    return delivery.getJsonArray("attempts").getJsonObject(number - 1);
  }

  private static Instant ended(JsonObject delivery, int number) {
    JsonObject attempt = attempt(delivery, number);
    return Instant.parse(attempt.getString("startedAt")).plusMillis(attempt.getInt("durationMs"));
  }

  /** All that came in for a webhook, in the order in which it was recorded. */
  private List<Received> heardBy(TestWebhook webhook, int count) {
    assertThat(webhook.recorded()).isEqualTo(count);
    return webhook.heardBy(receiver);
  }

  /** Registers a webhook at {@code /hook} of the receiver. */
  private TestWebhook webhook(String policy) {
    return webhook("/hook", policy);
  }

  private TestWebhook webhook(String path, String policy) {
    return tenant.webhookWith(receiver.url(path), policy);
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
