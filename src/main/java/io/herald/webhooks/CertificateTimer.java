package io.herald.webhooks;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks for client certificates that end, every ten seconds: the first entries of an index. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class CertificateTimer {

  private static final Logger LOG = Logger.getLogger(CertificateTimer.class.getName());
  private static final int MOST_BATCHES = 50; // the others next time

  @Inject ExpiringCertificates certificates;

  /** One run. */
  @Schedule(second = "*/10", minute = "*", hour = "*", persistent = false)
  public void run() {
    try {
      if (certificates.isAnythingEnding()) {
        for (int i = 0; i < MOST_BATCHES && certificates.tell(); i++) {
          // until nothing is left
        }
      }
    } catch (Exception e) { // the database is away; the next look comes
      LOG.log(Level.WARNING, "client certificates that end: {0}", e.toString());
    }
  }
}
