package io.herald.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new secret, shown this once.
 *
 * @param secret null where no shared secret was rotated
 * @param publicKey of a new Ed25519 key, {@code whpk_…}; null where none was rotated
 * @param previousValidUntil until then the ones before it sign as well
 */
public record RotatedSecret(
    @Nullable String secret, @Nullable String publicKey, Instant previousValidUntil) {

  @Override
  public String toString() {
    return "RotatedSecret[previousValidUntil=" + previousValidUntil + "]";
  }
}
