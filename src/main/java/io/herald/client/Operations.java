package io.herald.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the installation is doing.
 *
 * @param lag of all nodes in the last five minutes; null where nothing was attempted
 * @param history of the last half hour, the oldest first
 */
public record Operations(
    Instant at,
    Backlog backlog,
    List<Node> nodes,
    @Nullable Lag lag,
    Failing failing,
    List<Moment> history) {

  /**
   * What waits in the database for a node.
   *
   * @param most where a count says this, it may be more
   */
  public record Backlog(long oldestDueMs, List<Due> due, long scheduled, int most) {}

  /** What has been due for at least so long, and less than the next class says. */
  public record Due(long olderThanSeconds, long count) {}

  /**
   * One node.
   *
   * @param inFlight null where it has not told yet
   */
  public record Node(
      String name,
      boolean answering,
      Instant startedAt,
      Instant heartbeatAt,
      long heartbeatAgeMs,
      @Nullable Integer inFlight,
      @Nullable Integer held,
      @Nullable Lag lag) {}

  /** From the recording of deliveries to their first attempt, in milliseconds. */
  public record Lag(long deliveries, long p50, long p99) {}

  /** Webhooks from which nothing but failures comes back; those for longest, up to 50. */
  public record Failing(long count, List<FailingWebhook> webhooks) {}

  /** One of them. */
  public record FailingWebhook(
      long id,
      String organizationId,
      @Nullable String organizationName,
      @Nullable String name,
      @Nullable String callbackUrl,
      Instant failingSince,
      Instant lastFailedAt,
      Instant deactivatedAt) {}

  /** All nodes together, in ten seconds. */
  public record Moment(Instant at, int inFlight, int held, long oldestDueMs, @Nullable Lag lag) {}
}
