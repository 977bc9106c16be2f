package io.herald.problems;

import java.time.Duration;

/** The client is faster than it may be; it may try again after a while. */
public final class TooManyRequests extends RetryLater {

  private static final long serialVersionUID = 1L;

  public TooManyRequests(String detail, Duration retryAfter) {
    super(detail, retryAfter);
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
