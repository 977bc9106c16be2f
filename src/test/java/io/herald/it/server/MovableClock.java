package io.herald.it.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs as real time does; can be moved forward, stopped, and given back to real time. */
final class MovableClock extends Clock {

  private final Clock real;
  private final AtomicReference<Clock> current;

  MovableClock() {
    real = Clock.systemUTC();
    current = new AtomicReference<>(real);
  }

  void advance(Duration by) {
    current.updateAndGet(clock -> Clock.offset(clock, by));
  }

  /** From now on it moves by {@link #advance} alone. */
  void stop() {
    current.updateAndGet(clock -> Clock.fixed(millis(clock), ZoneOffset.UTC));
  }

  /** Back to real time, which may be earlier. */
  void restore() {
    current.set(real);
  }

  @Override
  public Instant instant() {
    return millis(current.get());
  }

  private static Instant millis(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
