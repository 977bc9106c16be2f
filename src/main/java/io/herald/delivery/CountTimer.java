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

/** Has deliveries counted, so that little is left to count for whoever opens a delivery log. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CountTimer {

  private static final Logger LOG = Logger.getLogger(CountTimer.class.getName());

  @Inject DeliveryCounts counts;

  /** One run: all that is old enough. */
  @Schedule(second = "7/15", minute = "*", hour = "*", persistent = false)
  public void run() {
    try {
      boolean more = true;
      while (more) {
        more = counts.countChunk();
      }
    } catch (Exception e) { // the database is away; the next run comes
      LOG.log(Level.WARNING, "deliveries could not be counted: {0}", e.toString());
    }
  }
}
