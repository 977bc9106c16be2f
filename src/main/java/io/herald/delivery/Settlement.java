package io.herald.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt makes of its delivery, with the attempt itself: a row of {@code attempt} and the
 * next state of a row of {@code delivery}.
 *
 * @param status what the delivery becomes
 * @param nextAttemptAt when pending: the time of the next attempt; null otherwise
 * @param gone the receiver answered 410: nothing more must be sent to this webhook
 */
record Settlement(
    Claim claim,
    DeliveryStatus status,
    int retriesUsed,
    @Nullable Instant nextAttemptAt,
    boolean gone,
    AttemptRecord attempt) {

  /**
   * One POST as it is kept.
   *
   * @param outcome a short code: {@code answered}, or why there was no answer
   * @param requestHeaders JSON object
   * @param responseHeaders JSON object; null without an answer
   * @param responseBody its first 16 KiB as text; null without an answer
   * @param error a sentence for the webhook's owner; null where the receiver answered
   */
  record AttemptRecord(
      int number,
      Instant startedAt,
      int durationMs,
      String outcome,
      @Nullable Integer httpStatus,
      String requestHeaders,
      @Nullable String responseHeaders,
      @Nullable String responseBody,
      @Nullable String error) {}

  long deliveryId() {
    return claim.deliveryId();
  }

  Instant endedAt() {
    return attempt.startedAt().plusMillis(attempt.durationMs());
  }

  /** The same without what was sent and received: for the case that the database can't store it. */
  Settlement withoutTexts() {
    return new Settlement(
        claim,
        status,
        retriesUsed,
        nextAttemptAt,
        gone,
        new AttemptRecord(
            attempt.number(),
            attempt.startedAt(),
            attempt.durationMs(),
            attempt.outcome(),
            attempt.httpStatus(),
            "{}",
            null,
            null,
            "what was sent and received could not be stored"));
  }
}
