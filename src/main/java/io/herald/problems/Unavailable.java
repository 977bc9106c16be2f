package io.herald.problems;

import java.time.Duration;

/** Herald can't take the request just now; the client may try again after a while. */
public final class Unavailable extends RetryLater {

  private static final long serialVersionUID = 1L;

  public Unavailable(String detail, Duration retryAfter) {
    super(detail, retryAfter);
  }

  @Override
  public int status() {
    return 503;
  }

  @Override
  public String kind() {
    return "unavailable";
  }

  @Override
  public String title() {
    return "Unavailable";
  }
}
