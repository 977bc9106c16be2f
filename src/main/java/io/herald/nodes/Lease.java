package io.herald.nodes;

import java.time.Duration;

/**
 * For how long a renewal is good. A node trusts itself for less time than the others trust it, so
 * that at every moment at most one believes in a claim, whatever the delay of either.
 *
 * @param trust counted by the node itself from the start of its last renewal, by a clock that never
 *     jumps
 * @param expiry counted by the others from the renewal that the database saw, by the database's
 *     clock
 */
record Lease(Duration trust, Duration expiry) {

  /** Renewed every two seconds: some renewals may fail or be late before anything is lost. */
  static final Lease STANDARD = new Lease(Duration.ofSeconds(7), Duration.ofSeconds(10));

  Lease {
    if (trust.compareTo(expiry) >= 0) {
      throw new IllegalArgumentException(
          "a node must stop trusting itself before others expire it");
    }
  }
}
