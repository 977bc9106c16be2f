package io.herald.delivery;

/**
 * Spreads attempts evenly over time (the generic cell rate algorithm): each takes its share of a
 * second, and the next may begin when the shares before it are over. Who comes late may catch up on
 * a tenth of a second and no more. All times are in microseconds since 1970.
 */
final class RateLimit {

  private static final double MICROS = 1_000_000;
  private static final double CATCH_UP_SECONDS = 0.1;
  private static final double LATE_SECONDS = 0.02;

  /** The clocks of nodes may differ by this much; what is more is an error of the past. */
  private static final long CLOCKS_DIFFER_MICROS = 10_000_000;

  private final double interval;
  private final double catchUp;

  /**
   * @param perSecond how many may begin in a second; more than 0
   */
  RateLimit(double perSecond) {
    interval = MICROS / perSecond;
    double together = Math.max(1, Math.floor(perSecond * CATCH_UP_SECONDS));
    // for one alone: a timer is always a little late
    double alone = Math.min(interval / 2, LATE_SECONDS * MICROS);
    catchUp = Math.max(alone, (together - 1) * interval);
  }

  /** How many may begin at {@code now}. */
  int available(long freeFrom, long now) {
    double start = start(freeFrom, now);
    return start > now ? 0 : (int) Math.floor((now - start) / interval) + 1;
  }

  /** From when on the next one may begin, after {@code count} have begun at {@code now}. */
  long freeFrom(long freeFrom, long now, int count) {
    return count == 0 ? freeFrom : (long) Math.ceil(start(freeFrom, now) + count * interval);
  }

  private double start(long freeFrom, long now) {
    boolean clockWentBack = (double) freeFrom > now + interval + CLOCKS_DIFFER_MICROS;
    return clockWentBack ? (double) now : Math.max((double) freeFrom, now - catchUp);
  }
}
