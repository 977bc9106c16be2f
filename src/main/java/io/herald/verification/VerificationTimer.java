package io.herald.verification;

import io.herald.webhooks.Target;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has due challenges made, and what came of them written down: a second after this node was told of
 * one, and for what other nodes left or lost, which is due again when its claim ends, every five.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class VerificationTimer {

  private static final Logger LOG = Logger.getLogger(VerificationTimer.class.getName());

  private static final int IDLE_SECONDS = 5;

  @Inject Verifications verifications;
  @Inject Attention attention;
  @Inject Challenger challenger;

  private final AtomicBoolean running = new AtomicBoolean();
  private final Queue<Verdict> verdicts = new ConcurrentLinkedQueue<>();
  private int seconds;

  /** One run. */
  @Schedule(second = "*", minute = "*", hour = "*", persistent = false)
  public void run() {
    if (running.compareAndSet(false, true)) {
      try {
        for (Verdict next = verdicts.poll(); next != null; next = verdicts.poll()) {
          verifications.settle(next);
        }
        boolean look = attention.take() || ++seconds % IDLE_SECONDS == 0;
        if (look && verifications.isAnythingDue()) {
          List<Target> due = verifications.claimDue();
          for (Target target : due) {
            var unused = challenger.ask(target).thenAccept(verdicts::add);
          }
          if (!due.isEmpty()) {
            attention.call(); // there may be more
          }
        }
      } catch (Exception e) { // the database is away; the next run comes
        LOG.log(Level.WARNING, "verification of callback URLs: {0}", e.toString());
      } finally {
        running.set(false);
      }
    }
  }
}
