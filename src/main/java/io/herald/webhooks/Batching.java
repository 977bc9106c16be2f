package io.herald.webhooks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How messages are put together into one request.
 *
 * @param maxMessages in one request
 * @param maxWait how long the first one waits for others, of those that a node has in memory; null:
 *     one second
 */
public record Batching(
    @Min(2) @Max(MOST) Integer maxMessages,
    @Nullable @DurationBetween(min = "PT0.1S", max = "PT10S") Duration maxWait) {

  static final int MOST = 100;

  public Batching {
    maxWait = maxWait == null ? Duration.ofSeconds(1) : maxWait;
  }

  @Override
  public Duration maxWait() {
    return maxWait == null ? Duration.ofSeconds(1) : maxWait;
  }
}
