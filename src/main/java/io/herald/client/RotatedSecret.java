package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A new secret, shown this once. */
public record RotatedSecret(@Nullable String secret, Instant previousValidUntil) {

  @Override
  public String toString() {
    return "RotatedSecret[previousValidUntil=" + previousValidUntil + "]";
  }
}
