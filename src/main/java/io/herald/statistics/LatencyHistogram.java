package io.herald.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long things took, in milliseconds, in bins that each are a tenth wider than the one before:
 * percentiles are right to 5 %, two histograms add up to one, and its text has at most a hundred
 * bins.
 */
final class LatencyHistogram {

  private static final int EXACT = 10;
  private static final double GROWTH = 1.1;

  private final TreeMap<Integer, Long> bins = new TreeMap<>();

  void add(int millis) {
    bins.merge(bin(millis), 1L, Long::sum);
  }

  void add(LatencyHistogram other) {
    other.bins.forEach((bin, count) -> bins.merge(bin, count, Long::sum));
  }

  boolean isEmpty() {
    return bins.isEmpty();
  }

  /**
   * The time, in milliseconds, within which that part of all was done; 0 where there was nothing.
   *
   * @param part above 0, at most 1
   */
  long percentile(double part) {
    long total = bins.values().stream().mapToLong(Long::longValue).sum();
    long rank = (long) Math.ceil(part * total);
    long seen = 0;
    for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
      seen += bin.getValue();
      if (seen >= rank) {
        return middle(bin.getKey());
      }
    }
    return 0;
  }

  private static int bin(int millis) {
    return millis < EXACT
        ? Math.max(0, millis)
        : EXACT + (int) Math.floor(Math.log(millis / (double) EXACT) / Math.log(GROWTH) + 1e-9);
  }

  private static long middle(int bin) {
    return bin < EXACT ? bin : Math.round(EXACT * Math.pow(GROWTH, bin - EXACT + 0.5));
  }

  /** Reads what {@link #toString} wrote. */
  static LatencyHistogram parse(String text) {
    LatencyHistogram histogram = new LatencyHistogram();
    if (!text.isEmpty()) {
      for (String bin : text.split(",", -1)) {
        int colon = bin.indexOf(':');
        histogram.bins.put(
            Integer.valueOf(bin.substring(0, colon)), Long.valueOf(bin.substring(colon + 1)));
      }
    }
    return histogram;
  }

  /** {@code bin:count,bin:count}; empty where there was nothing. */
  @Override
  public String toString() {
    return bins.entrySet().stream()
        .map(bin -> bin.getKey() + ":" + bin.getValue())
        .collect(Collectors.joining(","));
  }
}
