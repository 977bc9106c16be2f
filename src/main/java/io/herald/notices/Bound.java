package io.herald.notices;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * At most ten a minute about one webhook, on this node: a receiver that is down with a million
 * deliveries must not make a million messages for another. Counts what it holds back.
 */
final class Bound {

  static final int A_MINUTE = 10;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST_REMEMBERED = 10_000;

  private final LongSupplier nanoTime;
  private final Map<Long, Minute> minutes = new HashMap<>();

  Bound(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private static final class Minute {
    private long start;
    private int told;
    private long untold;
  }

  /** Whether one more may be told; if so, how many were held back since the last one. */
  synchronized OptionalLong pass(long webhookId) {
    long now = nanoTime.getAsLong();
    if (minutes.size() > MOST_REMEMBERED) {
      minutes.values().removeIf(minute -> now - minute.start > MINUTE && minute.untold == 0);
    }
    Minute minute = minutes.computeIfAbsent(webhookId, id -> new Minute());
    if (minute.told == 0 || now - minute.start >= MINUTE) {
      minute.start = now;
      minute.told = 0;
    }
    if (minute.told == A_MINUTE) {
      minute.untold++;
      return OptionalLong.empty();
    }
    minute.told++;
    long untold = minute.untold;
    minute.untold = 0;
    return OptionalLong.of(untold);
  }
}
