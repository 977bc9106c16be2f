package io.herald.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt and what it made of its delivery.
 *
 * @param acceptedAt when the delivery was recorded, to a few milliseconds
 * @param number of the attempt, from 1
 * @param outcome a short code: {@code answered}, or why there was no answer
 * @param httpStatus null without an answer
 * @param becomes {@code pending} where a retry follows
 */
public record AttemptMade(
    long webhookId,
    long deliveryId,
    String messageId,
    String eventType,
    Instant acceptedAt,
    int number,
    Instant startedAt,
    int durationMs,
    String outcome,
    @Nullable Integer httpStatus,
    DeliveryStatus becomes) {

  /** The outcome of an attempt that the receiver began. */
  static final String POLLED = "polled";

  public Instant endedAt() {
    return startedAt.plusMillis(durationMs);
  }

  /** Whether the receiver fetched it: then nobody waited for an answer. */
  public boolean polled() {
    return outcome.equals(POLLED);
  }

  public boolean delivered() {
    return becomes == DeliveryStatus.DELIVERED;
  }
}
