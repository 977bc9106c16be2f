package io.herald.problems;

import java.time.Duration;

/** A refusal that passes: the same request may succeed after a while. */
public abstract sealed class RetryLater extends Problem permits TooManyRequests, Unavailable {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  RetryLater(String detail, Duration retryAfter) {
    super(detail);
    this.retryAfter = retryAfter;
  }

  /** How long the client should wait, told as {@code Retry-After}. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
