package io.herald.operations;

import java.util.concurrent.atomic.LongAdder;

/** Counts times by upper bounds, as Prometheus reads them. */
final class Histogram {

  private static final double MILLIS = 1000.0;
  private static final long[] BOUNDS = {
    5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 3_600_000
  };

  private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
  private final LongAdder sum = new LongAdder();

  Histogram() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(long millis) {
    long time = Math.max(0, millis); // the nodes' clocks differ a little
    int bin = 0;
    while (bin < BOUNDS.length && time > BOUNDS[bin]) {
      bin++;
    }
    counts[bin].increment();
    sum.add(time);
  }

  /**
   * Appends its lines.
   *
   * @param labels such as {@code to="success"}; empty for none
   */
  void write(String name, String labels, StringBuilder text) {
    String before = labels.isEmpty() ? "" : labels + ",";
    String alone = labels.isEmpty() ? "" : "{" + labels + "}";
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += counts[i].sum();
      String bound = i < BOUNDS.length ? String.valueOf(BOUNDS[i] / MILLIS) : "+Inf";
      text.append(name).append("_bucket{").append(before).append("le=\"").append(bound);
      text.append("\"} ").append(total).append('\n');
    }
    text.append(name).append("_sum").append(alone).append(' ').append(sum.sum() / MILLIS);
    text.append('\n').append(name).append("_count").append(alone).append(' ').append(total);
    text.append('\n');
  }
}
