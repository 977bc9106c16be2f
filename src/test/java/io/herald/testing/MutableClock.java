package io.herald.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands until a test moves it; UTC, whole milliseconds, as the product's. */
public final class MutableClock extends Clock {

  private volatile Instant now;

  private MutableClock(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  public static MutableClock at(Instant now) {
    return new MutableClock(now);
  }

  /** Noon of an ordinary day, for tests in which the day does not matter. */
  public static MutableClock atNoon() {
    return new MutableClock(Instant.parse("2026-03-14T12:00:00Z"));
  }

  public void set(Instant to) {
    now = to.truncatedTo(ChronoUnit.MILLIS);
  }

  public void advance(Duration by) {
    set(now.plus(by));
  }

  @Override
  public Instant instant() {
    return now;
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
