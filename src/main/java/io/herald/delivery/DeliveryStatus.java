package io.herald.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a delivery stands. */
public enum DeliveryStatus {
  /** Waits for an attempt or is in one; leaves by the attempt's outcome, or with its webhook. */
  PENDING,
  /** A receiver answered 2xx. Final, unless a person redelivers it. */
  DELIVERED,
  /** The retry schedule is used up. Final, unless a person redelivers it. */
  EXHAUSTED,
  /** Its webhook was deleted, or deactivated by a 410. Final, unless a person redelivers it. */
  CANCELLED;

  /** Reads the wire form; empty where it is none. */
  public static Optional<DeliveryStatus> parse(String text) {
    return Arrays.stream(values()).filter(status -> status.toString().equals(text)).findFirst();
  }

  /** The wire form, which is also the one in the database: lowercase. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
