package io.herald.statistics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a webhook, or an organization's webhooks, did in a time.
 *
 * @param since the beginning of the first bucket
 * @param until the end of the last bucket
 * @param buckets without gaps, the oldest first
 */
public record StatsView(
    Instant since, Instant until, BucketSize bucket, Figures total, List<Bucket> buckets) {

  /**
   * What was counted.
   *
   * @param accepted deliveries recorded
   * @param delivered deliveries that a receiver took
   * @param failedAttempts attempts without a 2xx
   * @param exhausted deliveries whose schedule was used up
   * @param latency of all attempts; null where there was none
   */
  public record Figures(
      long accepted,
      long delivered,
      long failedAttempts,
      long exhausted,
      @Nullable Latency latency) {

    static Figures of(Counts counts) {
      return new Figures(
          counts.accepted,
          counts.delivered,
          counts.failed,
          counts.exhausted,
          counts.latencies.isEmpty() ? null : Latency.of(counts.latencies));
    }
  }

  /** The time, in milliseconds, within which 50, 95 and 99 % of the attempts ended. */
  public record Latency(long p50, long p95, long p99) {

    static Latency of(LatencyHistogram latencies) {
      return new Latency(
          latencies.percentile(0.5), latencies.percentile(0.95), latencies.percentile(0.99));
    }
  }

  /** One bucket; {@code start} is in it, {@code start} of the next one is not. */
  public record Bucket(
      Instant start,
      long accepted,
      long delivered,
      long failedAttempts,
      long exhausted,
      @Nullable Latency latency) {

    static Bucket of(Instant start, Figures figures) {
      return new Bucket(
          start,
          figures.accepted(),
          figures.delivered(),
          figures.failedAttempts(),
          figures.exhausted(),
          figures.latency());
    }
  }
}
