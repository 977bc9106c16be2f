package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent, in both ways of the wire contract, section 1. */
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
   * webhook-signature} (one line, an entry per secret) and {@code X-Hub-Signature-256} (the newest
   * secret only).
   *
   * @param messageId the same on each retry and redelivery
   * @param timestamp of this attempt
   * @param newestFirst every secret that is valid at that time, at least one
   */
  public static Map<String, String> headers(
      String messageId, Instant timestamp, byte[] body, List<SigningSecret> newestFirst) {
    String seconds = Long.toString(timestamp.getEpochSecond());
    byte[] prefix = (messageId + '.' + seconds + '.').getBytes(UTF_8);
    StringBuilder signatures = new StringBuilder(48 * newestFirst.size());
    for (SigningSecret secret : newestFirst) {
      if (signatures.length() > 0) {
        signatures.append(' ');
      }
      byte[] digest = hmac(secret.decodedKey(), prefix, body);
      signatures.append("v1,").append(Base64.getEncoder().encodeToString(digest));
    }
    Map<String, String> headers = new LinkedHashMap<>(8);
    headers.put("webhook-id", messageId);
    headers.put("webhook-timestamp", seconds);
    headers.put("webhook-signature", signatures.toString());
    headers.put("X-Hub-Signature-256", hubSignature(newestFirst.get(0).wholeTextKey(), body));
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
