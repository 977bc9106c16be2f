package io.herald.verification;

import io.herald.webhooks.Target;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has due challenges made, and what came of them written down: one look at an index a second. What
 * is lost on the way is due again when its claim ends.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class VerificationTimer {

  private static final Logger LOG = Logger.getLogger(VerificationTimer.class.getName());

  @Inject Verifications verifications;
  @Inject Challenger challenger;

  private final AtomicBoolean running = new AtomicBoolean();
  private final Queue<Verdict> verdicts = new ConcurrentLinkedQueue<>();

  /** One run. */
  @Schedule(second = "*", minute = "*", hour = "*", persistent = false)
  public void run() {
    if (running.compareAndSet(false, true)) {
      try {
        for (Verdict next = verdicts.poll(); next != null; next = verdicts.poll()) {
          verifications.settle(next);
        }
        for (Target target : verifications.claimDue()) {
          var unused = challenger.ask(target).thenAccept(verdicts::add);
        }
      } catch (RuntimeException e) { // the database is away; the next run comes
        LOG.log(Level.WARNING, "verification of callback URLs: {0}", e.toString());
      } finally {
        running.set(false);
      }
    }
  }
}
