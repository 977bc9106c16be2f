package io.herald.delivery;

import io.herald.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Settles outcomes in batches, on one thread: whatever came while the last batch was written makes
 * the next one. While the database is away outcomes wait here, and the sender starts nothing once
 * too many do.
 */
@ApplicationScoped
class Recorder {

  private static final Logger LOG = Logger.getLogger(Recorder.class.getName());
  private static final int MAX_BATCH = 500;
  private static final int MAX_UNSETTLED = 4 * MAX_BATCH;

  /** A batch of this size shows load; then it pays to wait a little for a larger one. */
  private static final int BUSY = 16;

  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** A commit of H2 writes whole pages: fewer and larger ones are the cheaper ones. */
  private static final long LINGER_NANOS_ON_H2 = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SteadyDeliveries deliveries;

  /** How many are settled together: fewer after trouble, so that one does not hold up others. */
  private int together = MAX_BATCH;

  private final BlockingQueue<Settlement> outcomes = new LinkedBlockingQueue<>();
  private final Queue<Claim> givenBack = new ConcurrentLinkedQueue<>();
  private volatile Consumer<Collection<Settlement>> whenSettled = settled -> {};
  private volatile long linger = LINGER_NANOS;
  private volatile boolean stopping;
  private volatile boolean writing;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Recorder() { // for the CDI proxy
    this.deliveries = null;
  }

  @Inject
  Recorder(SteadyDeliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** Starts the thread. {@code listener} is told what has been settled. */
  void start(ThreadFactory threads, Database database, Consumer<Collection<Settlement>> listener) {
    whenSettled = listener;
    linger = database == Database.H2 ? LINGER_NANOS_ON_H2 : LINGER_NANOS;
    threads.newThread(this::run).start();
  }

  /** Takes an outcome; it will be settled soon. */
  void add(Settlement settlement) {
    outcomes.add(settlement);
  }

  /**
   * Takes a claim back that could not be attempted: its webhook is inactive or gone, or this node
   * may no longer trust the claim. Others may have it by then, which is seen when it is given back;
   * if none has, nobody would find it for half a minute.
   */
  void giveBack(Claim claim) {
    givenBack.add(claim);
  }

  /** Whether outcomes are settled about as fast as they come. */
  boolean hasRoom() {
    return outcomes.size() < MAX_UNSETTLED;
  }

  /** Whether everything that was taken has been settled. */
  boolean isIdle() {
    return outcomes.isEmpty() && givenBack.isEmpty() && !writing;
  }

  void stop() {
    stopping = true;
  }

  private void run() {
    List<Settlement> batch = new ArrayList<>();
    while (!(stopping && outcomes.isEmpty())) {
      try {
        if (batch.size() >= BUSY) {
          LockSupport.parkNanos(linger);
        }
        batch.clear();
        Settlement first = outcomes.poll(1, TimeUnit.SECONDS);
        writing = true;
        if (first != null) {
          batch.add(first);
          outcomes.drainTo(batch, together - 1);
          settle(batch);
        }
        returnClaims();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception | Error e) { // nobody would start this thread again
        LOG.log(Level.SEVERE, "outcomes could not be settled", e);
      } finally {
        writing = false;
      }
    }
  }

  /** What cannot be settled now goes behind what came after it: it may be the only one. */
  private void settle(List<Settlement> batch) {
    if (trySettle(batch)) {
      together = Math.min(MAX_BATCH, 2 * together);
      whenSettled.accept(List.copyOf(batch));
    } else if (!stopping) { // else others, or the next run, make these attempts again
      together = Math.max(1, Math.min(together, batch.size()) / 2);
      outcomes.addAll(batch);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean trySettle(List<Settlement> batch) {
    try {
      settleAll(batch);
      return true;
    } catch (Exception | Error e) {
      LOG.log(Level.WARNING, "outcomes wait for the database: {0}", e.toString());
      return false;
    }
  }

  private void settleAll(List<Settlement> batch) {
    try {
      deliveries.settle(batch);
    } catch (DatabaseTrouble.DataRefused e) {
      batch.forEach(this::settleAlone);
    }
  }

  /** So that what the database refuses of one costs the others nothing. */
  private void settleAlone(Settlement settlement) {
    try {
      deliveries.settle(List.of(settlement));
    } catch (DatabaseTrouble.DataRefused e) {
      long id = settlement.deliveryId();
      LOG.log(Level.SEVERE, "an attempt of delivery " + id + " is kept without its texts", e);
      deliveries.settle(List.of(settlement.withoutTexts()));
    }
  }

  private void returnClaims() {
    List<Claim> claims = new ArrayList<>();
    for (Claim claim = givenBack.poll(); claim != null; claim = givenBack.poll()) {
      claims.add(claim);
    }
    if (!claims.isEmpty()) {
      deliveries.release(claims);
    }
  }
}
