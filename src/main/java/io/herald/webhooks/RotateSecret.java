package io.herald.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new secret.
 *
 * @param overlap how long the old ones sign beside it; absent: 24 hours
 * @param secret one of the caller's own, {@code whsec_…} or, for Ed25519, {@code whsk_…}: then only
 *     that kind is rotated; absent: a random one of each kind that signs
 */
public record RotateSecret(@Nullable Overlap overlap, @Nullable OwnSecret secret) {

  Duration overlapOrDefault() {
    return (overlap == null ? Overlap.DEFAULT : overlap).length();
  }
}
