package io.herald.webhooks;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long secrets that were replaced sign beside the new one: from nothing to 7 days. */
public record Overlap(Duration length) {

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final String RULE = "must be an ISO-8601 duration from PT0S to P7D";

  static final Overlap DEFAULT = new Overlap(Duration.ofHours(24));

  public Overlap {
    if (length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(RULE);
    }
  }

  /** Reads an ISO-8601 duration. */
  public static Overlap parse(String text) {
    try {
      return new Overlap(Duration.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(RULE, e);
    }
  }

  @Override
  public String toString() {
    return length.toString();
  }
}
