package io.herald.transport;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * An Ed25519 key that messages are signed with, so that a receiver needs no secret to verify them
 * (Standard Webhooks, asymmetric): {@code whsk_} and the base64 of the private key. Its public
 * half, {@code whpk_}, is for everybody; {@link #toString} shows no other.
 */
public final class SigningKey {

  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE_PREFIX = "whsk_";
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final int SEED_BYTES = 32;
  private static final int BOTH_BYTES = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] seed;
  private final PrivateKey key;
  private final String publicText;

  private SigningKey(KeyPair pair) {
    this.seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    this.key = pair.getPrivate();
    this.publicText = PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicBytes(pair));
  }

  /** A new one. */
  public static SigningKey generate() {
    return new SigningKey(pair(RANDOM));
  }

  /**
   * One that exists already: {@code whsk_} and the base64 of its 32 bytes (the seed of RFC 8032),
   * or of 64 with the public key behind them, as libsodium writes it.
   *
   * @throws IllegalArgumentException with a sentence for the tenant that does not repeat the key
   */
  public static SigningKey parse(String whsk) {
    if (!whsk.startsWith(PRIVATE_PREFIX)) {
      throw new IllegalArgumentException("A private key begins with whsk_.");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(whsk.substring(PRIVATE_PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("After whsk_ a private key is base64.");
    }
    if (bytes.length != SEED_BYTES && bytes.length != BOTH_BYTES) {
      throw new IllegalArgumentException("A private key holds 32 or 64 bytes, in base64.");
    }
    KeyPair pair = pair(new Given(Arrays.copyOf(bytes, SEED_BYTES)));
    if (bytes.length == BOTH_BYTES
        && !MessageDigest.isEqual(
            publicBytes(pair), Arrays.copyOfRange(bytes, SEED_BYTES, BOTH_BYTES))) {
      throw new IllegalArgumentException("The two halves of the private key do not fit.");
    }
    return new SigningKey(pair);
  }

  private static KeyPair pair(SecureRandom seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, seed);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has Ed25519
    }
  }

  /** The end of the X.509 form is the key as RFC 8032 encodes it. */
  private static byte[] publicBytes(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length);
  }

  /** {@code whpk_} and the base64 of the public key's 32 bytes. */
  public String publicText() {
    return publicText;
  }

  /** The private key in clear, {@code whsk_} included. */
  public String reveal() {
    return PRIVATE_PREFIX + Base64.getEncoder().encodeToString(seed);
  }

  byte[] sign(byte[] prefix, byte[] body) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(prefix);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // the key is of this algorithm
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningKey that && MessageDigest.isEqual(seed, that.seed);
  }

  @Override
  public int hashCode() {
    return publicText.hashCode();
  }

  @Override
  public String toString() {
    return publicText;
  }

  /** The JDK makes a public key of a private one only while it generates both. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    Given(byte[] seed) {
      super(null, null);
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
