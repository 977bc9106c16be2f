package io.herald.delivery;

import io.herald.storage.Database;
import io.herald.webhooks.WebhookCatalog;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts and stops the parts of the delivery engine and is their clock: a tick every second, so
 * that nothing depends on a signal that got lost. A handful of threads do all the work; receivers
 * are waited for by none.
 */
@Singleton
@Startup
@DependsOn("NodeRegistration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Engine {

  private static final Logger LOG = Logger.getLogger(Engine.class.getName());

  /** An attempt may take 30 s; one that is not settled at the end is made again by another node. */
  private static final Duration DRAIN = Duration.ofSeconds(32);

  private static final int TICKS_PER_AUDIT = 15;

  @Inject Sender sender;
  @Inject GroupCommit groupCommit;
  @Inject Recorder recorder;
  @Inject Dispatcher dispatcher;
  @Inject ClaimAudit audit;
  @Inject ReceiverAudit receivers;
  @Inject SteadyDeliveries deliveries;
  @Inject WebhookCatalog catalog;
  @Inject Database database;

  @Resource
  @SuppressWarnings("NullAway") // set by the container
  ManagedThreadFactory threads;

  private ExecutorService sending;
  private ExecutorService signing;
  private ScheduledExecutorService alarms;
  private int ticks;
  private boolean stopped;

  @PostConstruct
  void start() {
    sending = Executors.newSingleThreadExecutor(threads);
    signing = Executors.newSingleThreadExecutor(threads);
    alarms = Executors.newSingleThreadScheduledExecutor(threads);
    sender.start(sending, signing, alarms, dispatcher::wake);
    recorder.start(threads, database, this::settled);
    dispatcher.start(threads);
    groupCommit.start(threads, database);
  }

  private void settled(Collection<Settlement> batch) {
    sender.settled(batch);
    dispatcher.settled(batch);
  }

  /** The safety tick. */
  @Schedule(second = "*", minute = "*", hour = "*", persistent = false)
  public void tick() {
    try {
      if (sender.lanes().held() > 0) {
        catalog.refresh(); // a webhook that was deactivated or deleted elsewhere
        sender.lanes().observePaces();
      }
      if (++ticks % TICKS_PER_AUDIT == 0) {
        audit.releaseUnknown();
        receivers.takeUnpolled();
      }
    } catch (Exception e) { // the database is away; the next tick comes
      LOG.log(Level.WARNING, "tick: {0}", e.toString());
    }
    dispatcher.wake();
  }

  /**
   * Starts nothing new, waits a while for what is under way, and gives the rest back to the others.
   * {@link OrderlyEnd} calls it in time; as a callback it is too late on Payara, which has taken
   * away the data source and the class loader by then.
   */
  @PreDestroy
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    groupCommit.stop();
    dispatcher.stop();
    List<Claim> waiting = sender.stop();
    long end = System.nanoTime() + DRAIN.toNanos();
    while ((sender.lanes().inFlight() > 0 || !recorder.isIdle()) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    recorder.stop();
    try {
      deliveries.release(waiting);
    } catch (Exception e) { // they are voided when this node has left
      LOG.log(Level.WARNING, "claims could not be given back: {0}", e.toString());
    }
    sending.shutdown();
    signing.shutdown();
    alarms.shutdownNow();
  }
}
