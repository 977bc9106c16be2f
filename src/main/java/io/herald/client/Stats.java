package io.herald.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How webhooks did in a time.
 *
 * @param bucket {@code PT1M}, {@code PT5M}, {@code PT15M}, {@code PT1H} or {@code P1D}
 * @param buckets without gaps, the oldest first
 */
public record Stats(
    Instant since, Instant until, String bucket, Figures total, List<Bucket> buckets) {

  /**
   * What was counted.
   *
   * @param latency null where there was no attempt
   */
  public record Figures(
      long accepted,
      long delivered,
      long failedAttempts,
      long exhausted,
      @Nullable Latency latency) {}

  /** The time, in milliseconds, within which 50, 95 and 99 % of the attempts ended. */
  public record Latency(long p50, long p95, long p99) {}

  /** The same from {@code start} to the next bucket's. */
  public record Bucket(
      Instant start,
      long accepted,
      long delivered,
      long failedAttempts,
      long exhausted,
      @Nullable Latency latency) {}
}
