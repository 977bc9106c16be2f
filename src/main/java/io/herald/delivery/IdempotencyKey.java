package io.herald.delivery;

import io.herald.problems.BadRequest;
import io.herald.security.OrganizationId;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What makes a request the same as another (draft-ietf-httpapi-idempotency-key-header): a key that
 * the client chose, within the organization of its token, and a fingerprint of what it sent.
 *
 * @param fingerprint SHA-256 of content type, {@code ce-} headers and body, in hexadecimal
 */
record IdempotencyKey(OrganizationId organization, String key, String fingerprint)
    implements Comparable<IdempotencyKey> {

  static final String HEADER = "Idempotency-Key";

  private static final String FORM = "[\\x21-\\x7e]{1,255}";
  private static final Comparator<IdempotencyKey> ORDER =
      Comparator.comparing((IdempotencyKey key) -> key.organization().value())
          .thenComparing(IdempotencyKey::key);

  /**
   * The key of a request; empty where it has none. The draft has it in double quotes; many clients
   * leave them out.
   *
   * @throws BadRequest where the header is malformed
   */
  static Optional<IdempotencyKey> of(
      OrganizationId organization, HttpHeaders headers, byte[] body) {
    List<String> values = headers.getRequestHeaders().get(HEADER);
    if (values == null) {
      return Optional.empty();
    }
    String key = values.size() == 1 ? unquoted(values.get(0).strip()) : "";
    if (!key.matches(FORM)) {
      throw new BadRequest(HEADER, "must be one text of 1 to 255 visible ASCII characters");
    }
    return Optional.of(
        new IdempotencyKey(organization, key, fingerprint(headers.getRequestHeaders(), body)));
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String fingerprint(MultivaluedMap<String, String> headers, byte[] body) {
    TreeMap<String, List<String>> counted = new TreeMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith("ce-") || lower.equals("content-type")) {
            counted.put(lower, values);
          }
        });
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(counted.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In the order in which rows are inserted, so that two nodes never wait for each other. */
  @Override
  public int compareTo(IdempotencyKey other) {
    return ORDER.compare(this, other);
  }
}
