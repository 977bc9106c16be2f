package io.herald.directory;

import io.herald.ids.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A user's id, written {@code user_} and 25 digits of base36. */
public record UserId(UUID value) {

  private static final String PREFIX = "user_";

  /** Reads the written form; empty where it is none. */
  public static Optional<UserId> parse(String text) {
    return PrefixedId.parse(PREFIX, text).map(UserId::new);
  }

  @Override
  public String toString() {
    return PrefixedId.format(PREFIX, value);
  }
}
