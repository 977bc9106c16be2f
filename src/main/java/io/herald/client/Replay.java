package io.herald.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a log that is sent again.
 *
 * @param status running, paused, cancelled or finished
 * @param count how many deliveries there were to send when it was asked for
 * @param done how many of them are on their way again, or have arrived
 * @param finishedAt null while it is running or paused
 */
public record Replay(
    long id,
    long webhookId,
    String status,
    long count,
    long done,
    Part only,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /**
   * Which part.
   *
   * @param status null: every final one
   * @param eventTypes empty: all
   */
  public record Part(
      Instant since, Instant until, @Nullable String status, List<String> eventTypes) {}
}
