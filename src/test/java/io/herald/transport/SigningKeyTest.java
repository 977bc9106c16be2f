package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

  /** RFC 8032, section 7.1. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
  })
  void thePublicKeyBelongsToThePrivateOne(String seed, String publicKey) {
    HexFormat hex = HexFormat.of();
    byte[] both = hex.parseHex(seed + publicKey);

    for (byte[] form : List.of(hex.parseHex(seed), both)) {
      SigningKey key = SigningKey.parse("whsk_" + Base64.getEncoder().encodeToString(form));
      assertThat(key.publicText())
          .isEqualTo("whpk_" + Base64.getEncoder().encodeToString(hex.parseHex(publicKey)));
      assertThat(key.reveal())
          .isEqualTo("whsk_" + Base64.getEncoder().encodeToString(hex.parseHex(seed)));
    }
  }

  /** RFC 8032, section 7.1, test 2: the signature of the one byte 0x72. */
  @Test
  void signsAsTheRfcDoes() {
    SigningKey key =
        SigningKey.parse(
            "whsk_"
                + Base64.getEncoder()
                    .encodeToString(
                        HexFormat.of()
                            .parseHex(
                                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));

    assertThat(HexFormat.of().formatHex(key.sign(new byte[0], new byte[] {0x72})))
        .isEqualTo(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  }

  @RepeatedTest(3)
  void anotherLibraryVerifiesWhatItSigns() {
    SigningKey key = SigningKey.generate();
    SigningKey old = SigningKey.generate();
    byte[] body = "{\"type\":\"ü\"}".getBytes(UTF_8);

    Map<String, String> headers = Signer.headers("msg_1", AT, body, List.of(), List.of(key, old));

    byte[] signed =
        ("msg_1." + AT.getEpochSecond() + "." + new String(body, UTF_8)).getBytes(UTF_8);
    String[] entries = headers.getOrDefault("webhook-signature", "").split(" ");
    assertThat(entries).hasSize(2).allSatisfy(entry -> assertThat(entry).startsWith("v1a,"));
    assertThat(verifies(key, entries[0], signed)).isTrue();
    assertThat(verifies(old, entries[1], signed)).isTrue();
    assertThat(verifies(old, entries[0], signed)).isFalse();
    assertThat(headers).doesNotContainKey("X-Hub-Signature-256");
  }

  @Test
  void anotherLibraryMakesTheSameSignature() {
    SigningKey key = SigningKey.generate();
    byte[] seed = Base64.getDecoder().decode(key.reveal().substring(5));
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(seed));
    signer.update(new byte[] {1, 2, 3}, 0, 3);

    assertThat(key.sign(new byte[] {1}, new byte[] {2, 3})).isEqualTo(signer.generateSignature());
  }

  @Test
  void bothKindsShareOneLine() {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    Map<String, String> headers =
        Signer.headers(
            "msg_1",
            AT,
            new byte[0],
            List.of(SigningSecret.parse(secret)),
            List.of(SigningKey.generate()));

    assertThat(headers.get("webhook-signature")).matches("v1,\\S{44} v1a,\\S{88}");
    assertThat(headers).containsKey("X-Hub-Signature-256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsk_",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsk_*",
        "whsk_c2hvcnQ=",
        "whsk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
      })
  void whatIsNoKeyIsRefusedAndNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.parse(text))
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage())
                    .doesNotContain(text.length() > 5 ? text.substring(5) : "whsk_c"));
  }

  @Test
  void isNeverWrittenInClear() {
    SigningKey key = SigningKey.generate();

    assertThat(key).hasToString(key.publicText());
    assertThat(key).isEqualTo(SigningKey.parse(key.reveal())).isNotEqualTo(SigningKey.generate());
  }

  private static boolean verifies(SigningKey key, String entry, byte[] signed) {
    byte[] publicKey = Base64.getDecoder().decode(key.publicText().substring("whpk_".length()));
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(Arrays.copyOf(publicKey, 32)));
    verifier.update(signed, 0, signed.length);
    return verifier.verifySignature(Base64.getDecoder().decode(entry.substring("v1a,".length())));
  }
}
