package io.herald.delivery;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Lanes that wait for a batch to be complete, the first to have waited for long enough first.
 * Guarded by the lock of the {@link Lanes}.
 */
final class CollectingLanes {

  private final PriorityQueue<Lane> lanes =
      new PriorityQueue<>(Comparator.comparingLong(lane -> lane.ripeAt));

  /** One that waits already is looked at again before that anyway. */
  void add(Lane lane) {
    if (!lane.collecting) {
      lane.ripeAt = lane.collectedAt();
      lane.collecting = true;
      lanes.add(lane);
    }
  }

  /** Takes out those that have waited for long enough. */
  void ripen(long now, Consumer<Lane> ripe) {
    while (!lanes.isEmpty() && lanes.element().ripeAt - now <= 0) {
      ripe.accept(take());
    }
  }

  /** When the next one has waited for long enough; empty where none waits. */
  OptionalLong nanosUntilRipe(long now) {
    while (!lanes.isEmpty() && lanes.element().waiting.isEmpty()) { // it went before
      take();
    }
    Lane first = lanes.peek();
    return first == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, first.ripeAt - now));
  }

  void clear() {
    while (!lanes.isEmpty()) {
      take();
    }
  }

  private Lane take() {
    Lane lane = lanes.remove();
    lane.collecting = false;
    return lane;
  }
}
