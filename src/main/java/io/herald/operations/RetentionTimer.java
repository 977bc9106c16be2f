package io.herald.operations;

import io.herald.archive.Erasure;
import io.herald.delivery.SentOnce;
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
 * Has what is old removed, a little every minute; on several nodes each takes what the others left.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {

  private static final Logger LOG = Logger.getLogger(RetentionTimer.class.getName());

  /** Ends a run well before the next one; what is left then waits a minute. */
  private static final long BUDGET_NANOS = 30_000_000_000L;

  @Inject Retention retention;
  @Inject WebhookRetention webhookRetention;
  @Inject Erasure erasure;
  @Inject SentOnce sentOnce;

  /** One run. */
  @Schedule(minute = "*", hour = "*", persistent = false)
  public void run() {
    long end = System.nanoTime() + BUDGET_NANOS;
    try {
      erasure.repeat();
      boolean more = true;
      while (more && System.nanoTime() < end) {
        boolean moreKeys = sentOnce.removeOld();
        more = retention.removeBatch() || moreKeys;
      }
      long after = -1;
      do {
        after = webhookRetention.removeBatch(after);
      } while (after >= 0 && System.nanoTime() < end);
    } catch (Exception e) { // the database is away; the next run comes
      LOG.log(Level.WARNING, "retention: {0}", e.toString());
    }
  }
}
