package io.herald.security;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long a portal link is good: from a minute to 7 days. */
public record Lifetime(Duration length) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final String RULE = "must be an ISO-8601 duration from PT1M to P7D";

  public Lifetime {
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(RULE);
    }
  }

  /** Reads an ISO-8601 duration. */
  public static Lifetime parse(String text) {
    try {
      return new Lifetime(Duration.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(RULE, e);
    }
  }

  @Override
  public String toString() {
    return length.toString();
  }
}
