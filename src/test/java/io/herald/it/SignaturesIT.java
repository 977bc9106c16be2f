package io.herald.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both signatures of what arrives, verified without a line of the product: by the public library
 * and by hand. The wire contract, section 1. Fixed vectors are checked by the signer's unit test.
 */
@ExtendWith(RunningHerald.class)
class SignaturesIT {

  private static final String OTHER_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final ServerClock clock;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  SignaturesIT(Api root, ServerClock clock) {
    this.clock = clock;
    this.tenant = Tenant.below(root);
  }

  /** The library refuses timestamps that differ from its own clock by more than five minutes. */
  @BeforeEach
  @AfterEach
  void realTime() {
    clock.restore();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void everyKindOfBodyIsVerifiedByThePublicLibraryAndByHand() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    webhook.ping();
    tenant.child();
    String user = tenant.user("日本-ü");
    tenant.api().post("/v1/users/" + user + "/logins").expect(204);
    tenant.api().post("/v1/users/" + user + "/disable").expect(200);

    List<Received> requests = webhook.heardBy(receiver);

    assertThat(requests)
        .extracting(request -> request.header("Herald-Event-Type"))
        .containsExactly(
            "ping",
            "sync.organization",
            "sync.user",
            "USER_CREATED",
            "sync.user",
            "USER_DISABLED",
            "sync.user");
    assertThat(requests)
        .allSatisfy(
            request -> {
              assertThatLibraryVerifies(webhook.secret(), request);
              assertThat(request.header("webhook-signature"))
                  .isEqualTo(standardSignatures(request, webhook.secret()));
              assertThat(request.header("X-Hub-Signature-256"))
                  .isEqualTo(hubSignature(request, webhook.secret()));
            });
  }

  @Test
  void anotherSecretOrAnotherBodyIsNotVerified() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    webhook.ping();

    Received request = webhook.heardBy(receiver).get(0);

    assertThatThrownBy(() -> new Webhook(OTHER_SECRET).verify(request.text(), request.headers()))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(
            () -> new Webhook(webhook.secret()).verify(request.text() + " ", request.headers()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void eachWebhookHasItsOwnSecret() {
    TestWebhook first = tenant.webhook(receiver.url("/first"));
    TestWebhook second = tenant.webhook(receiver.url("/second"));

    tenant.user("ada");

    assertThat(first.secret()).isNotEqualTo(second.secret());
    assertThatLibraryVerifies(first.secret(), first.heardBy(receiver).get(0));
    assertThatLibraryVerifies(second.secret(), second.heardBy(receiver).get(0));
  }

  @Test
  void afterARotationAllGoodSecretsSignTheNewestFirst() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    String second = rotate(webhook, "{}").getString("secret");
    String third = rotate(webhook, "{\"secret\":\"" + OTHER_SECRET + "\"}").getString("secret");
    webhook.ping();

    Received request = webhook.heardBy(receiver).get(0);

    assertThat(third).isEqualTo(OTHER_SECRET);
    assertThat(request.header("webhook-signature"))
        .isEqualTo(standardSignatures(request, third, second, webhook.secret()));
    assertThat(request.header("X-Hub-Signature-256")).isEqualTo(hubSignature(request, third));
    assertThatLibraryVerifies(webhook.secret(), request);
    assertThatLibraryVerifies(second, request);
    assertThatLibraryVerifies(third, request);
  }

  @Test
  void theOldSecretSignsUntilTheOverlapEndsAndNotAMillisecondLonger() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    clock.stop();
    JsonObject rotated = rotate(webhook, "{\"overlap\":\"PT1H\"}");
    Instant end = Instant.parse(rotated.getString("previousValidUntil"));
    assertThat(end).isEqualTo(clock.now().plus(Duration.ofHours(1)));

    clock.advanceTo(end.minusMillis(1));
    webhook.finished(webhook.ping());
    clock.advanceTo(end);
    webhook.finished(webhook.ping());

    List<Received> requests = webhook.heardBy(receiver);
    assertThat(requests.get(0).header("webhook-signature"))
        .isEqualTo(
            standardSignatures(requests.get(0), rotated.getString("secret"), webhook.secret()));
    assertThat(requests.get(1).header("webhook-signature"))
        .isEqualTo(standardSignatures(requests.get(1), rotated.getString("secret")));
  }

  @Test
  void withoutOverlapOnlyTheNewSecretSigns() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    String secret = rotate(webhook, "{\"overlap\":\"PT0S\"}").getString("secret");
    webhook.ping();

    Received request = webhook.heardBy(receiver).get(0);

    assertThat(request.header("webhook-signature")).isEqualTo(standardSignatures(request, secret));
    assertThatLibraryVerifies(secret, request);
  }

  private static JsonObject rotate(TestWebhook webhook, String command) {
    return webhook.api().post(webhook.address() + "/secret", command).expect(200).json();
  }

  private static void assertThatLibraryVerifies(String secret, Received request) {
    assertThatCode(() -> new Webhook(secret).verify(request.text(), request.headers()))
        .doesNotThrowAnyException();
  }

  /** The value of {@code webhook-signature}, for these secrets in this order. */
  private static String standardSignatures(Received request, String... secrets) {
    byte[] start =
        (request.header("webhook-id") + "." + request.header("webhook-timestamp") + ".")
            .getBytes(UTF_8);
    byte[] signed = Arrays.copyOf(start, start.length + request.body().length);
    System.arraycopy(request.body(), 0, signed, start.length, request.body().length);
    return Arrays.stream(secrets)
        .map(secret -> Base64.getDecoder().decode(secret.substring("whsec_".length())))
        .map(key -> "v1," + Base64.getEncoder().encodeToString(hmacSha256(key, signed)))
        .collect(Collectors.joining(" "));
  }

  private static String hubSignature(Received request, String secret) {
    return "sha256=" + HexFormat.of().formatHex(hmacSha256(secret.getBytes(UTF_8), request.body()));
  }

  private static byte[] hmacSha256(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
