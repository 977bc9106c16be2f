package io.herald.delivery;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One webhook's deliveries in this node's memory: those that wait and those in flight. Guarded by
 * the lock of its {@link Lanes}.
 */
final class Lane {

  /** From here on a receiver counts as slow. */
  static final long SLOW_NANOS = 1_000_000_000L;

  /** Weight of the newest attempt in the moving average of durations. */
  private static final double NEWEST = 0.3;

  final long webhookId;
  final ArrayDeque<Claim> waiting = new ArrayDeque<>();

  /** Starts by delivery, the oldest first. */
  private final Map<Long, Long> inFlight = new LinkedHashMap<>();

  /** Places promised to deliveries whose transaction has not committed yet. */
  int reserved;

  /** The database holds due deliveries of this webhook that came before what would come now. */
  boolean backlog;

  /** The queue of ready lanes that it stands in. */
  @Nullable Pace readyAs;

  Pace pace = Pace.UNKNOWN;

  private boolean measured;
  private double averageNanos;

  Lane(long webhookId) {
    this.webhookId = webhookId;
  }

  int load() {
    return waiting.size() + reserved;
  }

  int inFlight() {
    return inFlight.size();
  }

  void started(Claim claim, long now) {
    inFlight.put(claim.deliveryId(), now);
  }

  boolean finished(Claim claim, long now) {
    Long started = inFlight.remove(claim.deliveryId());
    if (started == null) {
      return false;
    }
    long took = now - started;
    averageNanos = measured ? NEWEST * took + (1 - NEWEST) * averageNanos : took;
    measured = true;
    return true;
  }

  /** The pace by what is known now. */
  Pace observedPace(long now) {
    if (!inFlight.isEmpty() && now - inFlight.values().iterator().next() > SLOW_NANOS) {
      return Pace.SLOW;
    }
    if (!measured) {
      return Pace.UNKNOWN;
    }
    return averageNanos > SLOW_NANOS ? Pace.SLOW : Pace.FAST;
  }

  boolean idle() {
    return waiting.isEmpty() && reserved == 0 && inFlight.isEmpty() && !backlog;
  }
}
