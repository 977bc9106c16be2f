package io.herald.webhooks;

import io.herald.transport.SigningKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key and how long it signs.
 *
 * @param validUntil it signs before this instant; null: until it is rotated
 */
public record TimedKey(SigningKey key, @Nullable Instant validUntil) {

  boolean validAt(Instant now) {
    return validUntil == null || now.isBefore(validUntil);
  }
}
