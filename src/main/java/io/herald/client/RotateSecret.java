package io.herald.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new secret.
 *
 * @param overlap for which the old ones sign beside it; null: 24 hours
 * @param secret the caller's own; null: a random one
 */
public record RotateSecret(@Nullable Duration overlap, @Nullable String secret) {

  @Override
  public String toString() {
    return "RotateSecret[overlap=" + overlap + "]";
  }
}
