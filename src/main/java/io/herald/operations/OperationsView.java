package io.herald.operations;

import io.herald.statistics.LatencyHistogram;
import io.herald.webhooks.FailingWebhook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the installation is doing.
 *
 * @param nodes the one that started first before the others
 * @param lag of all nodes in the last five minutes; null where nothing was attempted for the first
 *     time
 * @param history of the last half hour, the oldest first
 */
public record OperationsView(
    Instant at,
    Waiting backlog,
    List<NodeView> nodes,
    @Nullable LagView lag,
    Failing failing,
    List<Moment> history) {

  /**
   * What waits in the database for a node, that for webhooks which are not active included.
   *
   * @param oldestDueMs how long the oldest has been due; 0 where nothing is
   * @param due by how long, the youngest first
   * @param scheduled retries and others whose time has not come
   * @param most where a count says this, it may be more
   */
  public record Waiting(long oldestDueMs, List<Due> due, long scheduled, int most) {}

  /**
   * How many have been due for how long.
   *
   * @param olderThanSeconds for how long, at least; the next class begins where this one ends
   */
  public record Due(long olderThanSeconds, long count) {}

  /**
   * One node.
   *
   * @param answering whether it is the one that answers: its figures are of this moment, those of
   *     the others up to ten seconds old
   * @param inFlight attempts under way; null where it has not told yet
   * @param held claimed by it, not begun
   * @param lag in the last five minutes
   */
  public record NodeView(
      String name,
      boolean answering,
      Instant startedAt,
      Instant heartbeatAt,
      long heartbeatAgeMs,
      @Nullable Integer inFlight,
      @Nullable Integer held,
      @Nullable LagView lag) {}

  /**
   * The time, in milliseconds, within which 50 and 99 % of the deliveries had their first attempt.
   */
  public record LagView(long deliveries, long p50, long p99) {

    static @Nullable LagView of(LatencyHistogram lag) {
      return lag.isEmpty()
          ? null
          : new LagView(lag.count(), lag.percentile(0.5), lag.percentile(0.99));
    }
  }

  /** Webhooks from which nothing but failures comes back; those for longest, up to 50. */
  public record Failing(long count, List<FailingWebhook> webhooks) {}

  /** All nodes together, in ten seconds. */
  public record Moment(
      Instant at, int inFlight, int held, long oldestDueMs, @Nullable LagView lag) {}
}
