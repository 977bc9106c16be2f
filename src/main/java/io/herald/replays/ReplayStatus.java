package io.herald.replays;

import java.util.Locale;

/** Where a replay stands. */
public enum ReplayStatus {
  /** Under way; waits while the receiver is behind or the webhook inactive. */
  RUNNING,
  /** A person stopped it for a while; left by resuming or cancelling. */
  PAUSED,
  /**
   * A person stopped it for good, or its webhook was deleted. What it had sent stays sent. Final.
   */
  CANCELLED,
  /** It has come to its end: everything is on its way again, or has arrived. Final. */
  FINISHED;

  boolean isFinal() {
    return this == CANCELLED || this == FINISHED;
  }

  /** The wire form, which is also the one in the database: lowercase. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
