package io.herald.it.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Runs as real time does; can be moved forward, stopped, and given back to real time. */
final class MovableClock extends Clock {

  private final Clock real = Clock.systemUTC();
  private volatile Clock current = real;

  synchronized void advance(Duration by) {
    current = Clock.offset(current, by);
  }

  /** From now on it moves by {@link #advance} alone. */
  synchronized void stop() {
    current = Clock.fixed(instant(), ZoneOffset.UTC);
  }

  /** Back to real time, which may be earlier. */
  synchronized void restore() {
    current = real;
  }

  @Override
  public Instant instant() {
    return current.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("everything is in UTC");
  }
}
