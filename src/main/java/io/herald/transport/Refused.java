package io.herald.transport;

import java.time.Duration;
import java.time.Instant;

/**
 * Our own rules forbid the attempt; nothing was connected to.
 *
 * @param reason for the owner of the webhook: a sentence that names no address behind a host name
 */
public record Refused(String reason, Instant startedAt, Duration duration) implements Outcome {

  @Override
  public Outcome spanning(Instant start, Duration whole) {
    return new Refused(reason, start, whole);
  }
}
