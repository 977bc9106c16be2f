package io.herald.statistics;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has what was noted folded, every five seconds where this node has noted something, and once a
 * minute in any case: another node may have died before it folded what it had noted.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StatisticsTimer {

  private static final Logger LOG = Logger.getLogger(StatisticsTimer.class.getName());
  private static final int RUNS_A_MINUTE = 12;
  private static final long BUDGET_NANOS = 4_000_000_000L;

  @Inject StatisticsLog log;
  @Inject StatisticsFold fold;

  private final AtomicBoolean running = new AtomicBoolean();
  private int runs;
  private boolean grew;

  /** One run. */
  @Schedule(second = "*/5", minute = "*", hour = "*", persistent = false)
  public void run() {
    if (running.compareAndSet(false, true)) {
      try {
        boolean minute = ++runs % RUNS_A_MINUTE == 0;
        boolean before = grew; // its transaction may not have been over the last time
        grew = log.hasGrown();
        if (grew || before || minute) {
          long end = System.nanoTime() + BUDGET_NANOS;
          boolean more = true;
          while (more && System.nanoTime() < end) {
            more = fold.fold() || (minute && fold.removeOld());
          }
        }
      } catch (Exception e) { // the database is away; the next run comes
        LOG.log(Level.WARNING, "statistics: {0}", e.toString());
      } finally {
        running.set(false);
      }
    }
  }
}
