package io.herald.delivery;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
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

  /** How many may share a request. */
  int batch = 1;

  /** How long the first one waits for others to share a request with. */
  private long lingerNanos;

  /** When each of those that wait came; of a lane that collects batches alone. */
  private final ArrayDeque<Long> arrivals = new ArrayDeque<>(1);

  /** Whether it stands in the queue of those that wait for a batch, and until when. */
  boolean collecting;

  long ripeAt;

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

  boolean collects(int size, long newLingerNanos) {
    return batch == size && lingerNanos == newLingerNanos;
  }

  /** Collects batches from now on; of one, none. */
  void collect(int size, long newLingerNanos, long now) {
    batch = size;
    lingerNanos = newLingerNanos;
    arrivals.clear();
    if (size > 1) {
      waiting.forEach(each -> arrivals.add(now));
    }
  }

  void add(Claim claim, LongSupplier now) {
    waiting.add(claim);
    if (batch > 1) {
      arrivals.add(now.getAsLong());
    }
  }

  Claim remove() {
    arrivals.poll();
    return waiting.remove();
  }

  void clear() {
    arrivals.clear();
    waiting.clear();
  }

  /** When the first of a batch has waited for long enough. */
  long collectedAt() {
    Long first = arrivals.peek();
    return first == null ? Long.MIN_VALUE : first + lingerNanos;
  }

  /** It did not start after all, and is the next one again. */
  void unstarted(Claim claim) {
    inFlight.remove(claim.deliveryId());
    waiting.addFirst(claim);
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
