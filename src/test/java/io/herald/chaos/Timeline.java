package io.herald.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A look at the ledger every half second, and what happened when. */
final class Timeline implements AutoCloseable {

  private static final int PERIOD_MILLIS = 500;

  /**
   * One look.
   *
   * @param second since the beginning
   * @param accepted since the beginning
   * @param delivered distinct events, since the beginning
   * @param lagSeconds age of the oldest event that was accepted and has not arrived
   */
  record Sample(double second, long accepted, long delivered, double lagSeconds) {}

  private final Instant start = Instant.now();
  private final List<Sample> samples = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "chaos-timeline");
            thread.setDaemon(true);
            return thread;
          });

  Timeline(Ledger ledger) {
    var unused =
        clock.scheduleAtFixedRate(() -> look(ledger), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(Ledger ledger) {
    Sample sample =
        new Sample(
            second(Instant.now()),
            ledger.accepted(),
            ledger.arrived(),
            ledger.lag().toMillis() / 1000.0);
    synchronized (samples) {
      samples.add(sample);
    }
  }

  double second(Instant at) {
    return Duration.between(start, at).toMillis() / 1000.0;
  }

  List<Sample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
