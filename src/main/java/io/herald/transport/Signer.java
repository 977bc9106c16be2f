package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent, in both ways of the wire contract, section 1, and with Ed25519 as Standard
 * Webhooks has it.
 */
public final class Signer {

  static final String ALGORITHM = "HmacSHA256";

  /**
   * Looking the algorithm up costs more than a short body's digest. A Mac is the JDK's class, so
   * one left on a server's thread does not hold this application in memory.
   */
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Signer::newMac);

  private Signer() {}

  /**
   * The headers {@code webhook-id}, {@code webhook-timestamp} (unix seconds), {@code
   * webhook-signature} (one line, an entry per secret and key) and, where there is a secret, {@code
   * X-Hub-Signature-256} (the newest secret only).
   *
   * @param messageId the same on each retry and redelivery
   * @param timestamp of this attempt
   * @param secrets every secret that signs at that time, newest first
   * @param keys every key that signs at that time, newest first; together at least one
   */
  public static Map<String, String> headers(
      String messageId,
      Instant timestamp,
      byte[] body,
      List<SigningSecret> secrets,
      List<SigningKey> keys) {
    if (secrets.isEmpty() && keys.isEmpty()) {
      throw new IllegalStateException("nothing to sign with");
    }
    String seconds = Long.toString(timestamp.getEpochSecond());
    byte[] prefix = (messageId + '.' + seconds + '.').getBytes(UTF_8);
    Base64.Encoder base64 = Base64.getEncoder();
    StringJoiner signatures = new StringJoiner(" ");
    for (SigningSecret secret : secrets) {
      signatures.add("v1," + base64.encodeToString(hmac(secret.decodedKey(), prefix, body)));
    }
    for (SigningKey key : keys) {
      signatures.add("v1a," + base64.encodeToString(key.sign(prefix, body)));
    }
    Map<String, String> headers = new LinkedHashMap<>(8);
    headers.put("webhook-id", messageId);
    headers.put("webhook-timestamp", seconds);
    headers.put("webhook-signature", signatures.toString());
    if (!secrets.isEmpty()) {
      headers.put("X-Hub-Signature-256", hubSignature(secrets.get(0).wholeTextKey(), body));
    }
    return headers;
  }

  static String hubSignature(SecretKeySpec key, byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(hmac(key, new byte[0], body));
  }

  private static byte[] hmac(SecretKeySpec key, byte[] prefix, byte[] body) {
    try {
      Mac mac = MAC.get();
      mac.init(key);
      mac.update(prefix);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // the key is never empty and of this algorithm
    }
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has HmacSHA256
    }
  }
}
