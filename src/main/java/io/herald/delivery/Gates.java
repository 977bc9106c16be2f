package io.herald.delivery;

import io.herald.webhooks.Target;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node knows of gates. A webhook with a rate limit or an order has one, in the database:
 * each of its deliveries is claimed there when its turn has come, and none goes from the producer
 * to the sender through memory. Here is only when it is worth while to look again. Thread-safe.
 */
final class Gates {

  /** By webhook: it makes no sense to ask before. */
  private final Map<Long, Instant> closed = new ConcurrentHashMap<>();

  /** What was claimed through a gate and is not settled; whether its webhook is ordered. */
  private final Map<Long, Boolean> passed = new ConcurrentHashMap<>();

  /** Whether deliveries of this webhook must pass a gate. */
  static boolean needed(Target target) {
    return target.rateLimit() != null || target.policy().ordered();
  }

  /** What to ask for, of a webhook that needs a gate. */
  static Pass pass(Target target, int room) {
    return new Pass(target.webhookId(), room, target.rateLimit(), target.policy().ordered());
  }

  /** Whether an attempt may begin: what was claimed before its webhook got a gate may not. */
  boolean admits(Claim claim, Target target) {
    return !needed(target) || passed.containsKey(claim.deliveryId());
  }

  boolean worthAsking(long webhookId, Instant now) {
    Instant until = closed.get(webhookId);
    return until == null || !until.isAfter(now);
  }

  /** Claims were made, or not: {@code result} says when to ask again. */
  void asked(Collection<Pass> passes, GateStatements.Passed result) {
    for (Pass pass : passes) {
      closed.remove(pass.webhookId());
      for (Claim claim : result.claims()) {
        if (claim.webhookId() == pass.webhookId()) {
          passed.put(claim.deliveryId(), pass.ordered());
        }
      }
    }
    closed.putAll(result.closed());
  }

  /**
   * This node no longer answers for a delivery. Returns whether its webhook may claim the next one.
   */
  boolean settled(Claim claim) {
    Boolean ordered = passed.remove(claim.deliveryId());
    if (ordered == null) {
      return false;
    }
    if (ordered) {
      closed.remove(claim.webhookId());
    }
    return !closed.containsKey(claim.webhookId());
  }

  /** Something changed: ask everywhere. */
  void reopen() {
    closed.clear();
  }

  /** Forgets gates that are open again. */
  void open(Instant now) {
    closed.values().removeIf(until -> !until.isAfter(now));
  }

  /** When the next gate opens; empty when none is waited for. */
  Optional<Instant> nextOpening() {
    return closed.values().stream().min(Instant::compareTo);
  }
}
