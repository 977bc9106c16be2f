package io.herald.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * So many per period for each of many keys, spent at once or evenly: each is a bucket that fills
 * evenly up to one period's worth. Of one node alone: with N nodes a key may have N times as much.
 */
final class Budgets {

  private static final int MOST_KEYS = 100_000;

  private final long most;
  private final long periodNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  Budgets(int most, Duration period, LongSupplier nanoTime) {
    this.most = most;
    this.periodNanos = period.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Spends one, if there is one. */
  Left spend(String key) {
    return bucket(key).take(1);
  }

  /** What is there, without spending it. */
  Left left(String key) {
    Bucket bucket = buckets.get(key);
    return bucket == null ? new Left(true, most, Duration.ZERO) : bucket.take(0);
  }

  private Bucket bucket(String key) {
    if (buckets.size() >= MOST_KEYS) {
      buckets.values().removeIf(Bucket::full);
    }
    if (buckets.size() >= MOST_KEYS) {
      buckets.clear(); // somebody has very many addresses: memory is worth more than their count
    }
    return buckets.computeIfAbsent(key, unused -> new Bucket());
  }

  /**
   * What is left of a budget.
   *
   * @param granted whether there was one to spend
   * @param remaining whole ones
   * @param untilNext how long until there is one more
   */
  record Left(boolean granted, long remaining, Duration untilNext) {}

  private final class Bucket {

    private double level = most;
    private long filledAt = nanoTime.getAsLong();

    synchronized Left take(int cost) {
      fill();
      boolean granted = level >= 1;
      if (granted) {
        level -= cost;
      }
      double missing = Math.max(0, 1 - level);
      return new Left(
          granted, (long) level, Duration.ofNanos((long) Math.ceil(missing / most * periodNanos)));
    }

    synchronized boolean full() {
      fill();
      return level >= most;
    }

    private void fill() {
      long now = nanoTime.getAsLong();
      level = Math.min((double) most, level + (double) (now - filledAt) / periodNanos * most);
      filledAt = now;
    }
  }
}
