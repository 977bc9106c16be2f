package io.herald.problems;

import java.time.Duration;

/** The client is faster than it may be; it may try again after a while. */
public final class TooManyRequests extends Problem {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public TooManyRequests(String detail, Duration retryAfter) {
    super(detail);
    this.retryAfter = retryAfter;
  }

  /** How long the client should wait, told as {@code Retry-After}. */
  public Duration retryAfter() {
    return retryAfter;
  }

  @Override
  public int status() {
    return 429;
  }

  @Override
  public String kind() {
    return "too-many-requests";
  }

  @Override
  public String title() {
    return "Too many requests";
  }
}
