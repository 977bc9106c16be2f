package io.herald.bench;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * One run over time, a number for each 100 ms.
 *
 * @param arrivals that were new
 * @param lags the mean time in milliseconds from when such an event was to be sent until it
 *     arrived; negative where nothing did
 */
record Course(List<Long> arrivals, List<Double> lags) {

  static final Course NONE = new Course(List.of(), List.of());

  private static final double SLOT_SECONDS = Tally.SLOT_NANOS / 1e9;

  static Course of(JsonObject json) {
    return new Course(
        json.getJsonArray("series").stream().map(each -> Long.valueOf(each.toString())).toList(),
        json.getJsonArray("lags").stream().map(each -> Double.valueOf(each.toString())).toList());
  }

  /** Arrivals per second between two times since the begin. */
  double perSecond(double fromSecond, double toSecond) {
    int from = Math.min(arrivals.size(), (int) (fromSecond / SLOT_SECONDS));
    int to = Math.min(arrivals.size(), (int) (toSecond / SLOT_SECONDS));
    long sum = arrivals.subList(from, to).stream().mapToLong(Long::longValue).sum();
    return sum / (toSecond - fromSecond);
  }

  /** The longest time without an arrival between two times since the begin, in milliseconds. */
  double longestPauseMillis(double fromSecond, double toSecond) {
    int to = (int) (toSecond / SLOT_SECONDS);
    int longest = 0;
    int pause = 0;
    for (int i = (int) (fromSecond / SLOT_SECONDS); i < to; i++) {
      pause = i < arrivals.size() && arrivals.get(i) > 0 ? 0 : pause + 1;
      longest = Math.max(longest, pause);
    }
    return longest * SLOT_SECONDS * 1000;
  }
}
