package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {

  private static final JsonObject FILE = read();
  private static final JsonObject STANDARD = FILE.getJsonObject("std");
  private static final SigningSecret SECRET = SigningSecret.parse(STANDARD.getString("secret"));
  private static final String ID = STANDARD.getString("id");
  private static final Instant AT = Instant.ofEpochSecond(STANDARD.getInt("ts"));

  private static JsonObject read() {
    InputStream file = SignerTest.class.getResourceAsStream("/vectors.json");
    try (JsonReader reader = Json.createReader(Objects.requireNonNull(file))) {
      return reader.readObject();
    }
  }

  static Stream<Arguments> vectors() {
    return FILE.getJsonArray("vectors").getValuesAs(JsonObject.class).stream()
        .map(vector -> Arguments.of(vector.getString("name"), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void signsAsTheVectorsSay(String name, JsonObject vector) {
    byte[] body = vector.getString("body").getBytes(UTF_8);

    Map<String, String> headers = Signer.headers(ID, AT, body, List.of(SECRET), List.of());

    assertThat(body).hasSize(vector.getInt("bytes"));
    assertThat(headers)
        .containsExactly(
            Map.entry("webhook-id", ID),
            Map.entry("webhook-timestamp", "1614265330"),
            Map.entry("webhook-signature", vector.getString("std_v1")),
            Map.entry("X-Hub-Signature-256", vector.getString("xhub_whsec_utf8")));
    SecretKeySpec gitHub =
        new SecretKeySpec(FILE.getString("github_secret").getBytes(UTF_8), Signer.ALGORITHM);
    assertThat(Signer.hubSignature(gitHub, body)).isEqualTo(vector.getString("xhub_github"));
  }

  @Test
  void thePublicLibraryVerifiesEachOfTheValidSecrets() {
    byte[] body = "{\"type\":\"sync.user\"}".getBytes(UTF_8);
    SigningSecret old = SigningSecret.generate();
    SigningSecret newest = SigningSecret.generate();

    Map<String, String> headers =
        Signer.headers("msg_1", Instant.now(), body, List.of(newest, old), List.of());

    for (SigningSecret secret : List.of(newest, old)) {
      assertThatCode(
              () ->
                  new Webhook(secret.reveal()).verify(new String(body, UTF_8), asReceived(headers)))
          .doesNotThrowAnyException();
    }
    assertThatThrownBy(
            () ->
                new Webhook(SigningSecret.generate().reveal())
                    .verify(new String(body, UTF_8), asReceived(headers)))
        .isInstanceOf(Exception.class);
  }

  private static HttpHeaders asReceived(Map<String, String> headers) {
    return HttpHeaders.of(
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
        (name, value) -> true);
  }

  @Test
  void anIndependentHmacAgrees() throws Exception {
    byte[] body = {0, 1, (byte) 0xff};
    SigningSecret old = SigningSecret.generate();
    SigningSecret newest = SigningSecret.generate();

    Map<String, String> headers =
        Signer.headers("msg_2", AT, body, List.of(newest, old), List.of());

    byte[] signed = new byte["msg_2.1614265330.".length() + body.length];
    System.arraycopy("msg_2.1614265330.".getBytes(UTF_8), 0, signed, 0, signed.length - 3);
    System.arraycopy(body, 0, signed, signed.length - 3, 3);
    assertThat(headers.get("webhook-signature"))
        .as("newest first, separated by a space")
        .isEqualTo(
            "v1,"
                + Base64.getEncoder().encodeToString(hmac(newest.key(), signed))
                + " v1,"
                + Base64.getEncoder().encodeToString(hmac(old.key(), signed)));
  }

  private static byte[] hmac(byte[] key, byte[] data) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "any"));
    return mac.doFinal(data);
  }

  @Test
  void aNewSecretHas32RandomBytes() {
    SigningSecret secret = SigningSecret.generate();

    assertThat(secret.reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(secret.key()).hasSize(32);
    assertThat(SigningSecret.parse(secret.reveal())).isEqualTo(secret);
    assertThat(SigningSecret.generate()).isNotEqualTo(secret);
  }

  @Test
  void aSecretIsNotShownByAccident() {
    assertThat(SECRET).hasToString("whsec_***");
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 32, 64})
  void acceptsSecretsOfThatManyBytes(int bytes) {
    String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);

    assertThat(SigningSecret.parse(text).key()).hasSize(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_!!!!",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_",
        "whsec_ MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      })
  void refusesAnythingElseWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> SigningSecret.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("MfKQ9r8GKYqr")
        .hasMessageEndingWith(".");
  }

  @Test
  void refusesTooManyBytes() {
    String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[65]);

    assertThatThrownBy(() -> SigningSecret.parse(text)).hasMessageContaining("24 to 64 bytes");
  }
}
