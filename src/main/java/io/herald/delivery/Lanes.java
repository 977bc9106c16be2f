package io.herald.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What this node has in memory, by webhook, and whose turn it is.
 *
 * <p>Bounded in deliveries and bytes: what does not fit stays in the database, unclaimed, and is
 * claimed when there is room. A webhook at its limit is passed over; those that may send take
 * turns; and {@link Shares} keep places for fast receivers whatever the slow ones do. Bookkeeping
 * only: no input or output, no waiting. Thread-safe.
 */
final class Lanes {

  /** What all waiting bodies together may hold. */
  private static final long MAX_BYTES = 64L << 20;

  /** What one batch may hold, if it is more than one message. */
  private static final int MAX_BATCH_BYTES = 1 << 20;

  /** Idle webhooks are remembered, with their pace, up to about this many. */
  private static final int MAX_IDLE = 20_000;

  private final int maxInFlightPerWebhook;
  private final int maxWaiting;
  private final LongSupplier nanoTime;
  private final Shares inFlight;
  private final Shares waiting;
  private final Map<Long, Lane> lanes = new HashMap<>();
  private final Map<Pace, ArrayDeque<Lane>> ready = new EnumMap<>(Pace.class);

  private final CollectingLanes collecting = new CollectingLanes();

  /** Whether any lane ever collected batches. */
  private volatile boolean collects;

  /** Every delivery that this node answers for, until its outcome is settled. */
  private final Set<Long> held = new HashSet<>();

  private long bytes;
  private int turn;

  Lanes(int maxInFlight, int maxInFlightPerWebhook, int maxWaiting, LongSupplier nanoTime) {
    this.maxInFlightPerWebhook = maxInFlightPerWebhook;
    this.maxWaiting = maxWaiting;
    this.nanoTime = nanoTime;
    this.inFlight = new Shares(maxInFlight);
    this.waiting = new Shares(maxWaiting);
    for (Pace pace : Pace.values()) {
      ready.put(pace, new ArrayDeque<>());
    }
  }

  /**
   * Promises a place to a fresh delivery, if there is one and nothing older of its webhook waits in
   * the database.
   */
  synchronized boolean reserve(long webhookId) {
    Lane lane = lanes.computeIfAbsent(webhookId, Lane::new);
    if (lane.backlog || room(lane) == 0) {
      lane.backlog = true;
      return false;
    }
    lane.reserved++;
    waiting.take(lane.pace, 1);
    return true;
  }

  /** Takes a promise back: the transaction did not commit. */
  synchronized void cancelReservation(long webhookId) {
    Optional.ofNullable(lanes.get(webhookId)).ifPresent(this::unreserve);
  }

  /** Puts a fresh delivery into the place that was promised. */
  synchronized void addReserved(Claim claim) {
    Lane lane = lanes.computeIfAbsent(claim.webhookId(), Lane::new);
    unreserve(lane);
    add(lane, claim);
  }

  /**
   * Puts in a delivery that was claimed from the database, where {@link #room} said that it fits.
   */
  synchronized void addClaimed(Claim claim) {
    add(lanes.computeIfAbsent(claim.webhookId(), Lane::new), claim);
  }

  private void unreserve(Lane lane) {
    if (lane.reserved > 0) {
      lane.reserved--;
      waiting.give(lane.pace, 1);
    }
  }

  private void add(Lane lane, Claim claim) {
    lane.add(claim, nanoTime);
    waiting.take(lane.pace, 1);
    bytes += claim.weight();
    held.add(claim.deliveryId());
    enqueue(lane);
  }

  /** How many deliveries of a webhook could begin at once, were they here. */
  synchronized int startable(long webhookId) {
    Lane lane = lanes.computeIfAbsent(webhookId, Lane::new);
    int places = (maxInFlightPerWebhook - lane.inFlight()) * lane.batch;
    return Math.min(room(lane), places - lane.load());
  }

  /** How many deliveries of a webhook may be claimed from the database now. */
  synchronized int room(long webhookId) {
    Lane lane = lanes.get(webhookId);
    return lane == null ? room(new Lane(webhookId)) : room(lane);
  }

  private int room(Lane lane) {
    if (bytes >= MAX_BYTES) {
      return 0;
    }
    return Math.max(0, Math.min(laneLimit(lane) - lane.load(), waiting.free(lane.pace)));
  }

  /**
   * What one webhook may have waiting: plenty if it is soon sent, little more than the next ones if
   * not.
   */
  private int laneLimit(Lane lane) {
    return switch (lane.pace) {
      case FAST -> Math.max(1, maxWaiting / 8);
      case UNKNOWN -> Math.max(1, maxWaiting / 32);
      case SLOW -> Math.max(1, Math.min(maxInFlightPerWebhook * lane.batch, maxWaiting / 32));
    };
  }

  /** Tells whether the database holds more that is due for a webhook than was claimed. */
  synchronized void backlog(long webhookId, boolean more) {
    Lane lane = lanes.get(webhookId);
    if (lane != null) {
      lane.backlog = more;
      forgetIfIdle(lane);
    }
  }

  /** The webhooks that are known to have a backlog in the database. */
  synchronized List<Long> withBacklog() {
    List<Long> result = new ArrayList<>();
    lanes.values().stream()
        .filter(lane -> lane.backlog)
        .forEach(lane -> result.add(lane.webhookId));
    return result;
  }

  /** The next delivery to send, now in flight; empty when nobody may send. */
  synchronized Optional<Claim> next() {
    long now = nanoTime.getAsLong();
    collecting.ripen(now, this::enqueue);
    Pace[] paces = Pace.values();
    turn = (turn + 1) % paces.length;
    for (int i = 0; i < paces.length; i++) {
      Pace pace = paces[(turn + i) % paces.length];
      while (inFlight.free(pace) > 0) {
        Lane lane = queue(pace).poll();
        if (lane == null) {
          break;
        }
        lane.readyAs = null;
        repace(lane, now);
        if (lane.pace != pace || !ripe(lane, now)) { // it stood in the wrong queue
          enqueue(lane);
          continue;
        }
        return Optional.of(start(lane, now));
      }
    }
    return Optional.empty();
  }

  private Claim start(Lane lane, long now) {
    Claim claim = take(lane);
    inFlight.take(lane.pace, 1);
    lane.started(claim, now);
    enqueue(lane);
    return claim;
  }

  private Claim take(Lane lane) {
    Claim claim = lane.remove();
    bytes -= claim.weight();
    waiting.give(lane.pace, 1);
    return claim;
  }

  /**
   * Takes out those that share the request of one that {@link #next} gave: what waits behind it, up
   * to {@code size} in all. They take no place in flight, and only the first one is {@linkplain
   * #finished finished}. Empty where the webhook did not collect such batches so far: then that one
   * waits again, for others.
   *
   * @param size at least 2
   */
  synchronized List<Claim> batch(Claim first, int size, Duration linger) {
    Lane lane = lanes.computeIfAbsent(first.webhookId(), Lane::new);
    if (!lane.collects(size, linger.toNanos())) {
      collects = true;
      putBack(lane, first);
      lane.collect(size, linger.toNanos(), nanoTime.getAsLong());
      enqueue(lane);
      return List.of();
    }
    List<Claim> batch = new ArrayList<>(List.of(first));
    long weight = first.weight();
    while (batch.size() < size && !lane.waiting.isEmpty()) {
      weight += lane.waiting.element().weight();
      if (weight > MAX_BATCH_BYTES) {
        break;
      }
      batch.add(take(lane));
    }
    enqueue(lane);
    return batch;
  }

  /** Each delivery of this webhook has a request of its own from now on. */
  synchronized void collectNoMore(long webhookId) {
    Lane lane = lanes.get(webhookId);
    if (lane != null && lane.batch > 1) {
      lane.collect(1, 0, 0);
      enqueue(lane);
    }
  }

  private void putBack(Lane lane, Claim claim) {
    lane.unstarted(claim);
    inFlight.give(lane.pace, 1);
    waiting.take(lane.pace, 1);
    bytes += claim.weight();
  }

  /** Whether batches are, or were, collected at all. */
  boolean collects() {
    return collects;
  }

  /** When the next batch has waited for long enough; empty where none is waited for. */
  synchronized OptionalLong nanosUntilRipe() {
    return collecting.nanosUntilRipe(nanoTime.getAsLong());
  }

  /** Whether a request may begin: as many as it may hold, or no more can come, or for too long. */
  private boolean ripe(Lane lane, long now) {
    return lane.batch == 1
        || (!lane.waiting.isEmpty()
            && (lane.waiting.size() >= lane.batch
                || room(lane) == 0
                || lane.collectedAt() - now <= 0));
  }

  /**
   * An attempt is over; its delivery stays {@linkplain #settled held} until that is recorded.
   * Returns whether the webhook wants more from the database.
   */
  synchronized boolean finished(Claim claim) {
    Lane lane = lanes.get(claim.webhookId());
    long now = nanoTime.getAsLong();
    if (lane == null || !lane.finished(claim, now)) {
      return false;
    }
    inFlight.give(lane.pace, 1);
    repace(lane, now);
    enqueue(lane);
    boolean wants = lane.backlog && lane.load() <= laneLimit(lane) / 2;
    forgetIfIdle(lane);
    return wants;
  }

  /** This node no longer answers for a delivery: it is settled, or given back. */
  synchronized void settled(long deliveryId) {
    held.remove(deliveryId);
  }

  /** Whether this node answers for a delivery. */
  synchronized boolean holds(long deliveryId) {
    return held.contains(deliveryId);
  }

  /** How many deliveries this node answers for. */
  synchronized int held() {
    return held.size();
  }

  /** Takes out all that waits, to give it back: nothing new starts. */
  synchronized List<Claim> drain() {
    List<Claim> all = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      all.addAll(lane.waiting);
      waiting.give(lane.pace, lane.waiting.size());
      lane.clear();
      lane.readyAs = null;
    }
    collecting.clear();
    bytes = 0;
    ready.values().forEach(ArrayDeque::clear);
    return all;
  }

  synchronized int inFlight() {
    return inFlight.used();
  }

  synchronized int waiting() {
    return waiting.used();
  }

  /** Looks at attempts under way: a receiver that hangs counts as slow before it has answered. */
  synchronized void observePaces() {
    long now = nanoTime.getAsLong();
    lanes.values().forEach(lane -> repace(lane, now));
  }

  private void repace(Lane lane, long now) {
    Pace observed = lane.observedPace(now);
    waiting.move(lane.pace, observed, lane.load());
    inFlight.move(lane.pace, observed, lane.inFlight());
    lane.pace = observed;
  }

  private void enqueue(Lane lane) {
    if (lane.readyAs == null
        && !lane.waiting.isEmpty()
        && lane.inFlight() < maxInFlightPerWebhook) {
      if (lane.batch > 1 && !ripe(lane, nanoTime.getAsLong())) {
        collecting.add(lane);
        return;
      }
      lane.readyAs = lane.pace;
      queue(lane.pace).add(lane);
    }
  }

  private ArrayDeque<Lane> queue(Pace pace) {
    return Objects.requireNonNull(ready.get(pace));
  }

  private void forgetIfIdle(Lane lane) {
    if (lane.idle() && lanes.size() > MAX_IDLE) {
      lanes.remove(lane.webhookId);
    }
  }
}
