package io.herald.delivery;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells when the next batch has waited for long enough. Rings once, for the earliest. */
final class BatchAlarm {

  private final Runnable bell;
  private final AtomicReference<@Nullable Setting> next = new AtomicReference<>();
  private volatile @Nullable ScheduledExecutorService timer;

  BatchAlarm(Runnable bell) {
    this.bell = bell;
  }

  /** By the clock of {@link System#nanoTime}. */
  private record Setting(long at) {}

  void start(ScheduledExecutorService newTimer) {
    timer = newTimer;
  }

  /** Rings after so many nanoseconds, unless it rings before that anyway. */
  void in(long nanos) {
    long at = System.nanoTime() + nanos;
    Setting before = next.get();
    ScheduledExecutorService running = timer;
    if (running != null && (before == null || at - before.at() < 0)) {
      Setting mine = new Setting(at);
      next.set(mine);
      var unused =
          running.schedule(
              () -> {
                next.compareAndSet(mine, null);
                bell.run();
              },
              nanos,
              TimeUnit.NANOSECONDS);
    }
  }
}
