package io.herald.webhooks;

import io.herald.messages.EventType;

/**
 * One entry of a webhook's {@code eventTypes}: an event type, {@code order.*} for every type that
 * begins with {@code order.}, at whatever depth, or {@code *} for all.
 */
public record EventTypePattern(String text) {

  static final String EVERYTHING = "*";
  private static final String BELOW = ".*";

  /**
   * @throws IllegalArgumentException where it is none of the above, with a sentence for a person
   */
  public EventTypePattern {
    if (!text.equals(EVERYTHING)) {
      String name = text.endsWith(BELOW) ? text.substring(0, text.length() - BELOW.length()) : text;
      try {
        new EventType(name);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "must be an event type (parts of [a-zA-Z0-9_] delimited by full stops, at most 128"
                + " characters in all), one followed by .* for all below it, or * for all",
            e);
      }
    }
  }

  /** Reads the written form. */
  public static EventTypePattern parse(String text) {
    return new EventTypePattern(text);
  }

  /** Whether it stands for one type alone. */
  boolean exact() {
    return !text.endsWith(EVERYTHING);
  }

  boolean matches(EventType type) {
    return exact()
        ? text.equals(type.name())
        : type.name().startsWith(text.substring(0, text.length() - 1));
  }

  @Override
  public String toString() {
    return text;
  }
}
