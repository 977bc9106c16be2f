package io.herald.webhooks;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * After a start, brings every secret to the present key; which one that is can't change while the
 * server runs. Once an hour it looks again: a node that starts later may still have the keys in
 * their old order.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyChangeTimer {

  private static final Logger LOG = Logger.getLogger(KeyChangeTimer.class.getName());
  private static final int LOOK_AGAIN_AFTER = 60;

  @Inject KeyChange change;

  private int runsToSkip;

  /** One run; a minute's worth at most. */
  @Schedule(minute = "*", hour = "*", persistent = false)
  public void run() {
    if (runsToSkip > 0) {
      runsToSkip--;
      return;
    }
    long end = System.nanoTime() + 30_000_000_000L;
    try {
      while (change.next()) {
        if (System.nanoTime() > end) {
          return; // goes on in a minute
        }
      }
      runsToSkip = LOOK_AGAIN_AFTER;
      LOG.log(Level.INFO, "every secret is encrypted with key {0}", change.keyId());
    } catch (Exception e) { // the database is away, or a key is missing
      LOG.log(Level.WARNING, "secrets can not be brought to the present key: {0}", e.toString());
    }
  }
}
