package io.herald.webhooks;

import io.herald.transport.SigningSecret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new secret.
 *
 * @param overlap how long the old ones sign beside it; absent: 24 hours
 * @param secret one of the caller's own; absent: a random one
 */
public record RotateSecret(@Nullable Overlap overlap, @Nullable SigningSecret secret) {

  Duration overlapOrDefault() {
    return (overlap == null ? Overlap.DEFAULT : overlap).length();
  }
}
