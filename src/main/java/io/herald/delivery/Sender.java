package io.herald.delivery;

import io.herald.nodes.Node;
import io.herald.webhooks.Batching;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends what this node holds: starts attempts as long as the {@link Lanes} give one, and hands each
 * outcome to the {@link Recorder}. Nothing here waits for a receiver: an attempt under way is an
 * entry in a table, not a thread.
 */
@ApplicationScoped
class Sender {

  private static final Logger LOG = Logger.getLogger(Sender.class.getName());

  private final Lanes lanes;
  private final WebhookCatalog catalog;
  private final Recorder recorder;
  private final Node node;
  private final Attempts attempts;
  private final Gates gates = new Gates();
  private final AtomicInteger calls = new AtomicInteger();
  private final BatchAlarm alarm = new BatchAlarm(this::pump);
  private volatile Executor executor = Runnable::run;
  private volatile Runnable whenRoom = () -> {};
  private volatile boolean stopped;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Sender() { // for the CDI proxy
    this.lanes = null;
    this.catalog = null;
    this.recorder = null;
    this.node = null;
    this.attempts = null;
  }

  @Inject
  Sender(
      DeliverySettings settings,
      Poster poster,
      WebhookCatalog catalog,
      Recorder recorder,
      Node node,
      Clock clock) {
    this.lanes =
        new Lanes(
            settings.maxInFlight(),
            settings.maxInFlightPerWebhook(),
            settings.maxWaiting(),
            System::nanoTime);
    this.catalog = catalog;
    this.recorder = recorder;
    this.node = node;
    this.attempts =
        new Attempts(
            poster,
            new AttemptRequests(Version.USER_AGENT, settings.timeout()),
            settings.retrySchedule(),
            recorder,
            clock,
            this::finish,
            this::lose);
  }

  /**
   * From now on attempts start on {@code newExecutor}, and those that take long to sign on {@code
   * newSigning}: Ed25519 takes fifty times as long as HMAC, and would hold up everybody. {@code
   * newAlarms} tell when a batch has waited for long enough; {@code newWhenRoom} is told when a
   * webhook with a backlog has room.
   */
  void start(
      Executor newExecutor,
      Executor newSigning,
      ScheduledExecutorService newAlarms,
      Runnable newWhenRoom) {
    alarm.start(newAlarms);
    executor = newExecutor;
    attempts.start(newSigning);
    whenRoom = newWhenRoom;
  }

  /** What this node has in memory. */
  Lanes lanes() {
    return lanes;
  }

  /** What this node knows of webhooks with a rate limit or an order. */
  Gates gates() {
    return gates;
  }

  /** Promises a place in memory to a fresh delivery. */
  boolean reserve(long webhookId) {
    return !stopped && lanes.reserve(webhookId);
  }

  /** Takes such a promise back. */
  void cancelReservation(long webhookId) {
    lanes.cancelReservation(webhookId);
  }

  /** Takes deliveries that were promised a place. */
  void send(List<Claim> reserved) {
    reserved.forEach(lanes::addReserved);
    pump();
  }

  /** Takes deliveries that were claimed from the database. */
  void sendClaimed(Collection<Claim> claims) {
    claims.forEach(lanes::addClaimed);
    pump();
  }

  /** Starts nothing more; returns what waited, to be given back. */
  List<Claim> stop() {
    stopped = true;
    List<Claim> waiting = lanes.drain();
    waiting.forEach(claim -> lanes.settled(claim.deliveryId()));
    return waiting;
  }

  /** These deliveries are no longer this node's. */
  void settled(Collection<Settlement> settlements) {
    boolean next = false;
    for (Settlement each : settlements) {
      lanes.settled(each.deliveryId());
      next |= gates.settled(each.claim());
    }
    if (next) {
      whenRoom.run();
    }
    pump();
  }

  /**
   * Sees to it that somebody starts what may start: one thread at a time, and none waits for
   * another.
   */
  private void pump() {
    if (calls.getAndIncrement() == 0) {
      executor.execute(this::startAll);
    }
  }

  private void startAll() {
    int seen = 1;
    do {
      try {
        startWhatMay();
      } catch (RuntimeException | Error e) { // else nobody would start anything any more
        LOG.log(Level.SEVERE, "attempts could not be started", e);
      }
      seen = calls.addAndGet(-seen);
    } while (seen != 0);
  }

  private void startWhatMay() {
    while (!stopped && recorder.hasRoom()) {
      Optional<Claim> next = lanes.next();
      if (next.isEmpty()) {
        break;
      }
      start(next.get());
    }
    if (lanes.collects() && !stopped) {
      lanes.nanosUntilRipe().ifPresent(alarm::in);
    }
  }

  private void start(Claim claim) {
    try {
      Optional<Target> target = catalog.find(claim.webhookId());
      if (!node.holds(claim.claimant())
          || target.isEmpty()
          || !target.get().active()
          || target.get().polled()
          || !gates.admits(claim, target.get())) {
        forget(claim);
        recorder.giveBack(claim);
      } else {
        attempts.begin(together(claim, target.get()), target.get());
      }
    } catch (RuntimeException e) {
      attempts.fail(List.of(claim), e);
    } catch (Error e) {
      lose(List.of(claim), e);
    }
  }

  /** A delivery with those that share its request; none where it waits for them. */
  private List<Claim> together(Claim claim, Target target) {
    Batching batching = target.policy().batch();
    if (batching == null) {
      if (lanes.collects()) {
        lanes.collectNoMore(claim.webhookId());
      }
      return List.of(claim);
    }
    List<Claim> sendable = new ArrayList<>();
    for (Claim each : lanes.batch(claim, batching.maxMessages(), batching.maxWait())) {
      if (!node.holds(each.claimant()) || !gates.admits(each, target)) {
        forget(each);
        recorder.giveBack(each);
      } else {
        sendable.add(each);
      }
    }
    return sendable;
  }

  /**
   * Gives an attempt up without an outcome; the claim is found again, or ends with this node. A
   * server that stops loads no class any more, and its end must not wait for an attempt that would
   * need one for the first time.
   */
  private void lose(List<Claim> claims, Throwable why) {
    if (!stopped) {
      long first = claims.get(0).deliveryId();
      LOG.log(Level.SEVERE, "the attempt of delivery " + first + " got lost", why);
    }
    claims.forEach(this::forget);
  }

  private void forget(Claim claim) {
    lanes.settled(claim.deliveryId());
    gates.settled(claim);
    finish(claim);
  }

  private void finish(Claim claim) {
    if (lanes.finished(claim)) {
      whenRoom.run();
    }
    pump();
  }
}
