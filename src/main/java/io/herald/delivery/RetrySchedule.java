package io.herald.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The waits between the end of a failed attempt and the next attempt. As many retries as there are
 * waits; after them a delivery is exhausted.
 */
public record RetrySchedule(List<Duration> waits) {

  /** What a receiver's {@code Retry-After} may ask for at most. The wire contract, section 1. */
  static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  public RetrySchedule {
    waits = List.copyOf(waits);
  }

  /**
   * When to try again after a failure; empty when the waits are used up.
   *
   * @param retriesUsed how many of the waits have passed already
   * @param endedAt the end of the failed attempt
   * @param retryAfter the receiver's wish: it lengthens the wait, up to an hour, and never shortens
   *     it
   */
  public Optional<Instant> nextAttempt(
      int retriesUsed, Instant endedAt, Optional<Duration> retryAfter) {
    if (retriesUsed >= waits.size()) {
      return Optional.empty();
    }
    Duration wait = waits.get(retriesUsed);
    Duration wish =
        retryAfter.filter(d -> d.compareTo(LONGEST_RETRY_AFTER) < 0).orElse(LONGEST_RETRY_AFTER);
    boolean longer = retryAfter.isPresent() && wish.compareTo(wait) > 0;
    return Optional.of(endedAt.plus(longer ? wish : wait));
  }
}
