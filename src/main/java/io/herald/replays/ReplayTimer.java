package io.herald.replays;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has the replays take their steps: each running one in turn, ten times a second. Looks every five
 * seconds while there is none.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ReplayTimer {

  private static final Logger LOG = Logger.getLogger(ReplayTimer.class.getName());
  private static final int ROUNDS = 9;
  private static final int IDLE_SECONDS = 5;
  private static final int MOST_PASSED = 20;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @Inject ReplaySteps steps;

  private final AtomicBoolean running = new AtomicBoolean();
  private final Map<Long, ReplayPace> paces = new HashMap<>();
  private int seconds;

  /** A second's work. */
  @Schedule(second = "*", minute = "*", hour = "*", persistent = false)
  public void run() {
    if (running.compareAndSet(false, true)) {
      try {
        if (!paces.isEmpty() || ++seconds % IDLE_SECONDS == 0) {
          rounds();
        }
      } catch (Exception e) { // the database is away; the next run comes
        LOG.log(Level.WARNING, "replays: {0}", e.toString());
      } finally {
        running.set(false);
      }
    }
  }

  private void rounds() {
    List<Long> ids = steps.running();
    paces.keySet().retainAll(ids);
    for (int round = 0; round < ROUNDS && !ids.isEmpty(); round++) {
      for (long id : ids) {
        turn(id, paces.computeIfAbsent(id, replay -> new ReplayPace()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** A step that moves something, over what is not meant. */
  private void turn(long id, ReplayPace pace) {
    ReplaySteps.Result result = ReplaySteps.Result.PASSED;
    for (int i = 0; i < MOST_PASSED && result == ReplaySteps.Result.PASSED; i++) {
      result = steps.step(id, pace.limit());
    }
    pace.after(result);
  }
}
