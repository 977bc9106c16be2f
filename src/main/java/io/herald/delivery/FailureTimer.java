package io.herald.delivery;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has what {@link FailureWatch} has seen written down, every two seconds; costs a query every ten
 * while nothing fails, and nothing while nothing happens.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class FailureTimer {

  private static final Logger LOG = Logger.getLogger(FailureTimer.class.getName());
  private static final int RUNS_BETWEEN_LOOKS = 5;

  @Inject FailureWatch watch;

  private int runs;

  /** One run. */
  @Schedule(second = "*/2", minute = "*", hour = "*", persistent = false)
  public void run() {
    try {
      watch.write();
      if (runs++ % RUNS_BETWEEN_LOOKS == 0) {
        watch.lookAnew();
      }
    } catch (Exception e) { // the next failure tells again
      LOG.log(Level.WARNING, "failing webhooks: {0}", e.toString());
    }
  }
}
