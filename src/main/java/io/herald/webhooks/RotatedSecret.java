package io.herald.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new secret, shown this once; the wire contract, section 4. The public half of a new key is read
 * with the webhook.
 *
 * @param secret null where no shared secret was rotated
 * @param previousValidUntil until then the ones before it sign as well
 */
public record RotatedSecret(@Nullable String secret, Instant previousValidUntil) {

  @Override
  public String toString() {
    return "RotatedSecret[previousValidUntil=" + previousValidUntil + "]";
  }
}
