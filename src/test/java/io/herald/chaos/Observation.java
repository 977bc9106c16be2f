package io.herald.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a fault.
 *
 * @param from when it happened
 * @param over when its cause was gone: for a killed server when it was started again, for a
 *     database that was away the moment it was back
 * @param normal when events were accepted again and none waited longer than two seconds; empty
 *     where that did not come
 * @param accepted events from {@code from} until a little after {@code normal}
 * @param arrived those that arrived for the first time in that time
 * @param refused requests that were not answered with 2xx in that time
 * @param refusedAfterwards those of them whose answer came when the cause was gone
 * @param longest how long a request waited for its answer at most
 * @param repeated arrivals of events that had arrived before, in that time
 * @param inFlight events that the server had in hand when it died, by the tables that it left
 * @param repeatedNotInFlight events that arrived again although nothing explains it
 */
record Observation(
    String fault,
    Instant from,
    Instant over,
    Optional<Instant> normal,
    long accepted,
    long arrived,
    long refused,
    long refusedAfterwards,
    Duration longest,
    long repeated,
    long inFlight,
    long repeatedNotInFlight,
    String remark) {

  boolean isGood() {
    return normal.isPresent() && repeatedNotInFlight == 0;
  }

  double faultSeconds() {
    return seconds(from, over);
  }

  /** From the end of the cause; -1 where it did not come. */
  double secondsUntilNormal() {
    return normal.map(at -> seconds(over, at)).orElse(-1.0);
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
  }
}
