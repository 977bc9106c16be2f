package io.herald.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The receiver answered, whatever the status.
 *
 * @param status 200 to 599, usually; redirects are never followed
 * @param headers as received, names in lower case, in the order received; of enormous headers only
 *     the first 16 KiB
 * @param body the first 16 KiB as text: in the charset that the answer names, else UTF-8; invalid
 *     bytes replaced by U+FFFD, NUL left out (PostgreSQL cannot store it)
 */
public record Answered(
    int status,
    Map<String, List<String>> headers,
    String body,
    Instant startedAt,
    Duration duration)
    implements Outcome {

  /** Delivered, by the wire contract, section 1: any 2xx. */
  public boolean successful() {
    return status >= 200 && status < 300;
  }

  @Override
  public Outcome spanning(Instant start, Duration whole) {
    return new Answered(status, headers, body, start, whole);
  }
}
