package io.herald.ids;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Assigns {@code int64} ids that grow with time, differ between nodes and stay below 2^53.
 *
 * <p>41 bits of milliseconds since 2025 (until 2094), 5 bits for the node's slot, 7 bits to count.
 * Whoever needs more than 128 within a millisecond borrows from the next ones; a clock that jumps
 * back is waited out by counting on.
 */
@ApplicationScoped
public class LongIds {

  /** How many nodes can be told apart. */
  public static final int SLOTS = 32;

  private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
  private static final int SLOT_BITS = 5;
  private static final int COUNT_BITS = 7;
  private static final long COUNTS = 1L << COUNT_BITS;

  private final Clock clock;
  private long slot = -1;
  private long millis;
  private long count;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  LongIds() { // for the CDI proxy
    this.clock = null;
  }

  @Inject
  public LongIds(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes a slot, before the first id. Ids will be higher than {@code floor}, the highest one in
   * the database, so that a clock set back between two runs repeats none.
   */
  public synchronized void useSlot(int newSlot, long floor) {
    if (newSlot < 0 || newSlot >= SLOTS) {
      throw new IllegalArgumentException("no such slot: " + newSlot);
    }
    slot = newSlot;
    millis = Math.max(millis, (floor >>> (SLOT_BITS + COUNT_BITS)) + 1);
    count = 0;
  }

  /** The lowest id that could be assigned at {@code time}: what is below was assigned earlier. */
  public static long lowestAt(Instant time) {
    return Math.max(0, time.toEpochMilli() - EPOCH) << (SLOT_BITS + COUNT_BITS);
  }

  /** When an id was assigned, as its clock saw it; later by the milliseconds that it borrowed. */
  public static Instant timeOf(long id) {
    return Instant.ofEpochMilli(EPOCH + (id >>> (SLOT_BITS + COUNT_BITS)));
  }

  /** The next id. */
  public synchronized long next() {
    if (slot < 0) {
      throw new IllegalStateException("no id before this node has its slot");
    }
    long now = clock.millis() - EPOCH;
    if (now > millis) {
      millis = now;
      count = 0;
    } else if (count == COUNTS) {
      millis++;
      count = 0;
    }
    return (millis << (SLOT_BITS + COUNT_BITS)) | (slot << COUNT_BITS) | count++;
  }
}
