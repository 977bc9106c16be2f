package io.herald.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as it came in: exact bytes, headers by name in any case, and the real time. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Received(
    String method, String path, Map<String, List<String>> headers, byte[] body, Instant at) {

  public Received {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The value of a header that must have come exactly once. */
  public String header(String name) {
    List<String> lines = headers.getOrDefault(name, List.of());
    if (lines.size() != 1) {
      throw new AssertionError(name + " came " + lines.size() + " times: " + headers);
    }
    return lines.get(0);
  }
}
