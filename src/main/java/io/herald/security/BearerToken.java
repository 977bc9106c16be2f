package io.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A token as its holder knows it. Herald keeps only the SHA-256 of it, which is enough for 32
 * random bytes: nobody guesses them, so a slow hash would slow nobody but us.
 */
final class BearerToken {

  /** So that secret scanners recognize a leaked one. */
  private static final String PREFIX = "hrld_";

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private BearerToken(String text) {
    this.text = text;
  }

  static BearerToken random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new BearerToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** As somebody presents or sets it; any text. */
  static BearerToken of(String text) {
    return new BearerToken(text);
  }

  /** SHA-256, lowercase hex. */
  String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The token itself: shown once, to whom it is for. */
  String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
