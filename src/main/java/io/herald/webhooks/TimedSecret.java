package io.herald.webhooks;

import io.herald.transport.SigningSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret and how long it signs.
 *
 * @param validUntil it signs before this instant; null: until it is rotated
 */
public record TimedSecret(SigningSecret secret, @Nullable Instant validUntil) {

  boolean validAt(Instant now) {
    return validUntil == null || now.isBefore(validUntil);
  }
}
