package io.herald.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long things took, in milliseconds, in bins that each are a tenth wider than the one before:
 * percentiles are right to 5 %, two histograms add up to one, and its text has at most a hundred
 * bins.
 */
public final class LatencyHistogram {

  private static final int EXACT = 10;
  private static final double GROWTH = 1.1;

  private final TreeMap<Integer, Long> bins = new TreeMap<>();

  /** Counts one; a negative time, from clocks that differ, is none at all. */
  public void add(int millis) {
    bins.merge(bin(millis), 1L, Long::sum);
  }

  /** Counts all that another one has counted. */
  public void add(LatencyHistogram other) {
    other.bins.forEach((bin, count) -> bins.merge(bin, count, Long::sum));
  }

  public boolean isEmpty() {
    return bins.isEmpty();
  }

  /** How many were counted. */
  public long count() {
    return bins.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The time, in milliseconds, within which that part of all was done; 0 where there was nothing.
   *
   * @param part above 0, at most 1
   */
  public long percentile(double part) {
    long total = count();
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
  public static LatencyHistogram parse(String text) {
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
