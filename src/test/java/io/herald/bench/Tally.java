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

  private final long since = System.nanoTime();
  private final LongSet deliveries = new LongSet();
  private final Histogram micros = new Histogram(3_600_000_000L, 3);
  private final List<Long> series = new ArrayList<>();
  private long arrived;
  private long last = since;

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
      return; // a duplicate: it counts as arrived and for nothing else
    }
    last = now;
    if (sentAt != 0) {
      micros.recordValue(Math.max(0, Math.min(3_600_000_000L, (now - (sentAt - EPOCH)) / 1000)));
    }
    int slot = (int) Math.min(MOST_SLOTS, (now - since) / SLOT_NANOS);
    while (series.size() <= slot) {
      series.add(0L);
    }
    series.set(slot, series.get(slot) + 1);
  }

  String json() {
    return "{\"arrived\":%d,\"distinct\":%d,\"since\":%d,\"last\":%d,\"latencies\":%s,\"series\":%s}"
        .formatted(arrived, deliveries.size(), since, last, Latencies.of(micros).millis(), series);
  }

  /** In short, for whoever waits. */
  String count() {
    return String.valueOf(deliveries.size());
  }

  @Override
  public String toString() {
    return series.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
