package io.herald.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook's messages are signed with: {@code whsec_} and the base64 of its key (Standard
 * Webhooks). Shown to the tenant once; {@link #toString} hides it.
 */
public final class SigningSecret {

  private static final String PREFIX = "whsec_";
  private static final int GENERATED_BYTES = 32;
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;
  private final byte[] key;
  private final SecretKeySpec decodedKey;
  private final SecretKeySpec wholeTextKey;

  private SigningSecret(String text, byte[] key) {
    this.text = text;
    this.key = key;
    this.decodedKey = new SecretKeySpec(key, Signer.ALGORITHM);
    this.wholeTextKey = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), Signer.ALGORITHM);
  }

  /** A new one of 32 random bytes. */
  public static SigningSecret generate() {
    byte[] key = new byte[GENERATED_BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key), key);
  }

  /**
   * One that exists already: {@code whsec_} and the base64 of 24 to 64 bytes.
   *
   * @throws IllegalArgumentException with a sentence for the tenant that does not repeat the secret
   */
  public static SigningSecret parse(String whsec) {
    if (!whsec.startsWith(PREFIX)) {
      throw new IllegalArgumentException("A secret begins with whsec_.");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(whsec.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("After whsec_ a secret is base64.");
    }
    if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) {
      throw new IllegalArgumentException("A secret holds 24 to 64 bytes, in base64.");
    }
    return new SigningSecret(whsec, key);
  }

  /** The decoded bytes: the key of {@code webhook-signature}. */
  public byte[] key() {
    return key.clone();
  }

  /** The whole secret in clear, {@code whsec_} included. */
  public String reveal() {
    return text;
  }

  SecretKeySpec decodedKey() {
    return decodedKey;
  }

  /** UTF-8 of the whole text: the key of {@code X-Hub-Signature-256}. */
  SecretKeySpec wholeTextKey() {
    return wholeTextKey;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningSecret that
        && MessageDigest.isEqual(key, that.key)
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
