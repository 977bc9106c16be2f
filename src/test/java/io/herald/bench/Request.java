package io.herald.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Locale;

/** The requests of one connection, one after the other: just enough of HTTP for our own sender. */
final class Request {

  private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(US_ASCII);
  private static final byte[] DELIVERY_ID = "herald-delivery-id:".getBytes(US_ASCII);
  private static final byte[] AT = "\"at\":".getBytes(US_ASCII);

  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private final byte[] bytes = buffer.array();
  private int start;
  private int bodyStart;
  private int end;
  private long deliveryId;

  /** Where what is read goes. */
  ByteBuffer space() {
    if (start == buffer.position()) {
      buffer.clear();
      start = 0;
    } else if (buffer.remaining() < 4096) {
      int length = buffer.position() - start;
      System.arraycopy(bytes, start, bytes, 0, length);
      buffer.clear().position(length);
      start = 0;
    }
    return buffer;
  }

  /** Whether the current request is complete. */
  boolean parse() {
    int filled = buffer.position();
    int length = 0;
    deliveryId = 0;
    int line = start;
    while (true) {
      int lineEnd = line;
      while (lineEnd < filled && bytes[lineEnd] != '\n') {
        lineEnd++;
      }
      if (lineEnd >= filled) {
        return false;
      }
      if (lineEnd - line <= 1) {
        bodyStart = lineEnd + 1;
        end = bodyStart + length;
        return end <= filled;
      }
      if (starts(line, lineEnd, CONTENT_LENGTH)) {
        length = (int) number(line + CONTENT_LENGTH.length);
      } else if (starts(line, lineEnd, DELIVERY_ID)) {
        deliveryId = number(line + DELIVERY_ID.length);
      }
      line = lineEnd + 1;
    }
  }

  void next() {
    start = end;
  }

  boolean isGet() {
    return bytes[start] == 'G';
  }

  /** Whether it is a POST to this path, or below. */
  boolean isTo(byte[] path) {
    return starts(start + "POST ".length(), end, path);
  }

  String path() {
    return new String(bytes, start, Math.min(200, end - start), US_ASCII)
        .split(" ", 3)[1].toLowerCase(Locale.ROOT);
  }

  long deliveryId() {
    return deliveryId;
  }

  /** The event's own word for when it was sent; 0 without one. It stands near the beginning. */
  long sentAt() {
    int last = Math.min(end - AT.length, bodyStart + 200);
    for (int i = bodyStart; i < last; i++) {
      if (bytes[i] == '"' && starts(i, end, AT)) {
        return number(i + AT.length);
      }
    }
    return 0;
  }

  private boolean starts(int from, int to, byte[] expected) {
    if (to - from < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      int character = bytes[from + i];
      if (character >= 'A' && character <= 'Z') {
        character += 'a' - 'A';
      }
      if (character != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private long number(int from) {
    int i = from;
    while (bytes[i] == ' ') {
      i++;
    }
    long value = 0;
    for (; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }
}
