package io.herald.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What arrived since the last reset. */
final class Tally {

  /** Makes every {@link System#nanoTime()} a number of 19 digits. */
  static final long EPOCH = 1_000_000_000_000_000_000L;

  /** The slot of the series. */
  static final long SLOT_NANOS = 100_000_000;

  private static final int MOST_SLOTS = 10_000;
  private static final int MOST_DUPLICATES = 20_000;
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private final long since = System.nanoTime();
  private final LongSet deliveries = new LongSet();
  private final LongSet sent = new LongSet();
  private final List<Long> duplicates = new ArrayList<>();
  private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private final List<Slot> slots = new ArrayList<>();
  private long arrived;
  private long last = since;

  private static final class Slot {
    long count;
    long timed;
    long micros;

    double lagMillis() {
      return timed == 0 ? -1 : Math.rint(micros / 100.0 / timed) / 10;
    }
  }

  /**
   * Counts an arrival.
   *
   * @param deliveryId 0: unknown
   * @param sentAt 0: unknown
   */
  void arrived(long deliveryId, long sentAt) {
    long now = System.nanoTime();
    arrived++;
    if (deliveryId != 0 && !deliveries.add(deliveryId)) {
      if (duplicates.size() < MOST_DUPLICATES) {
        duplicates.add(deliveryId);
      }
      return; // it counts as arrived and for nothing else
    }
    last = now;
    Slot slot = slot(now);
    slot.count++;
    if (sentAt != 0) {
      long took = Math.max(0, Math.min(LONGEST_MICROS, (now - (sentAt - EPOCH)) / 1000));
      micros.recordValue(took);
      sent.add(sentAt - EPOCH);
      slot.timed++;
      slot.micros += took;
    }
  }

  private Slot slot(long now) {
    int index = (int) Math.min(MOST_SLOTS, (now - since) / SLOT_NANOS);
    while (slots.size() <= index) {
      slots.add(new Slot());
    }
    return slots.get(index);
  }

  String json() {
    return "{\"arrived\":%d,\"distinct\":%d,\"since\":%d,\"last\":%d,\"latencies\":%s,\"series\":%s,\"lags\":%s,\"duplicates\":%s}"
        .formatted(
            arrived,
            deliveries.size(),
            since,
            last,
            Latencies.of(micros).millis(),
            slots.stream().map(slot -> slot.count).toList(),
            slots.stream().map(Slot::lagMillis).toList(),
            duplicates);
  }

  /** When all that arrived was to be sent. */
  String sentTimes() {
    return sent.stream().mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }

  /** In short, for whoever waits. */
  String count() {
    return String.valueOf(deliveries.size());
  }
}
