package io.herald.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.nio.ByteBuffer;

/**
 * The bytes of a POST, made once; time and event type are written into them for each request. Not
 * thread-safe.
 */
final class Template {

  /** So that a delivered body has about 1 KB. */
  static final int PAD = 900;

  private static final String AT = "\"at\":";
  private static final String TYPE = "bench.one.";

  private final byte[] bytes;
  private final int types;
  private int turn;

  private Template(URI address, String path, String token, String body, int types) {
    this.types = types;
    bytes =
        """
        POST %s HTTP/1.1\r
        Host: %s:%d\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
            .formatted(path, address.getHost(), address.getPort(), token, body.length(), body)
            .getBytes(US_ASCII);
  }

  /** Events that take turns among {@code bench.one.00}…, {@code types} of them. */
  static Template inTurns(Product product, int types, int eventsPerRequest) {
    return new Template(
        product.address(),
        "/v1/events",
        Product.ADMIN_TOKEN,
        events(product, TYPE + "00", eventsPerRequest),
        types);
  }

  /** Events of one type. */
  static Template of(Product product, String type) {
    return new Template(
        product.address(), "/v1/events", Product.ADMIN_TOKEN, events(product, type, 1), 0);
  }

  /** The call that does nothing, with the same body. */
  static Template nothing(Product product) {
    return new Template(
        product.address(),
        "/v1/bench/null",
        Product.ADMIN_TOKEN,
        events(product, TYPE + "00", 1),
        0);
  }

  private static String events(Product product, String type, int count) {
    String event =
        "{\"type\":\"%s\",\"organizationId\":\"%s\",\"data\":{\"at\":%d,\"pad\":\"%s\"}}"
            .formatted(type, product.organization(), Tally.EPOCH, "x".repeat(PAD));
    return count == 1 ? event : "[" + (event + ",").repeat(count - 1) + event + "]";
  }

  /** The next request; {@code now} as of {@link System#nanoTime()}. Valid until the next call. */
  ByteBuffer next(long now) {
    byte[] at = Long.toString(Tally.EPOCH + now).getBytes(US_ASCII);
    for (int i = 0; i < bytes.length - PAD; i++) {
      if (bytes[i] == '"' && matches(i, AT)) {
        System.arraycopy(at, 0, bytes, i + AT.length(), at.length);
        i += PAD;
      } else if (types > 0 && bytes[i] == 'b' && matches(i, TYPE)) {
        turn = (turn + 1) % types;
        bytes[i + TYPE.length()] = (byte) ('0' + turn / 10);
        bytes[i + TYPE.length() + 1] = (byte) ('0' + turn % 10);
      }
    }
    return ByteBuffer.wrap(bytes);
  }

  private boolean matches(int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
