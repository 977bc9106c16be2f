package io.herald.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * The engine's way to {@link Deliveries}: what passes in a moment (a deadlock, a failover) is tried
 * again. A class of its own, because a retry must begin a new transaction: the interceptor of
 * {@code @Transactional} stands outside that of {@code @Retry} on one and the same class.
 */
@ApplicationScoped
@Retry(maxRetries = 4, delay = 100, jitter = 100, abortOn = DatabaseTrouble.DataRefused.class)
class SteadyDeliveries {

  private final Deliveries deliveries;
  private final NextDue nextDue;
  private final Settled settled;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  SteadyDeliveries() { // for the CDI proxy
    this.deliveries = null;
    this.nextDue = null;
    this.settled = null;
  }

  @Inject
  SteadyDeliveries(Deliveries deliveries, NextDue nextDue, Settled settled) {
    this.deliveries = deliveries;
    this.nextDue = nextDue;
    this.settled = settled;
  }

  Optional<Instant> nextDue() {
    return nextDue.find();
  }

  DueStatements.Due due(long after, int limit) {
    return deliveries.due(after, limit);
  }

  List<Claim> claim(long node, Map<Long, Integer> rooms) {
    return deliveries.claim(node, rooms);
  }

  GateStatements.Passed claim(long node, List<Pass> passes) {
    return deliveries.claim(node, passes);
  }

  Set<Long> settle(List<Settlement> settlements) {
    return settled.settle(settlements);
  }

  void release(Collection<Claim> claims) {
    deliveries.release(claims);
  }

  void leaveToReceiver(long webhookId) {
    deliveries.leaveToReceiver(webhookId);
  }

  void cancelIfDeleted(long webhookId) {
    deliveries.cancelIfDeleted(webhookId);
  }
}
