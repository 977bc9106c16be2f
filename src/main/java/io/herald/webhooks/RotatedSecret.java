package io.herald.webhooks;

import java.time.Instant;

/**
 * A new secret, shown this once.
 *
 * @param previousValidUntil until then the ones before it sign as well
 */
public record RotatedSecret(String secret, Instant previousValidUntil) {

  @Override
  public String toString() {
    return "RotatedSecret[previousValidUntil=" + previousValidUntil + "]";
  }
}
