package io.herald.replays;

import io.herald.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as API clients see it.
 *
 * @param count how many deliveries there were to send when it was asked for
 * @param done how many of them are on their way again, or have arrived; may end below {@code count}
 *     where others were redelivered or removed meanwhile
 * @param only what was asked for
 * @param finishedAt null while it is running or paused
 */
public record ReplayView(
    long id,
    long webhookId,
    ReplayStatus status,
    long count,
    long done,
    Part only,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /**
   * Which part of the log.
   *
   * @param status null: every final one
   * @param eventTypes empty: all
   */
  public record Part(
      Instant since, Instant until, @Nullable DeliveryStatus status, List<String> eventTypes) {}
}
