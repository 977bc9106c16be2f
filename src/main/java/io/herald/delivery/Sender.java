package io.herald.delivery;

import io.herald.nodes.Node;
import io.herald.transport.Outcome;
import io.herald.transport.Refused;
import io.herald.webhooks.Batching;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what this node holds: starts attempts as long as the {@link Lanes} give one, and hands each
 * outcome to the {@link Recorder}. Nothing here waits for a receiver: an attempt under way is an
 * entry in a table, not a thread.
 */
@ApplicationScoped
class Sender {

  private static final Logger LOG = Logger.getLogger(Sender.class.getName());

  private final Lanes lanes;
  private final Poster poster;
  private final WebhookCatalog catalog;
  private final Recorder recorder;
  private final Node node;
  private final Clock clock;
  private final AttemptRequests requests;
  private final RetrySchedule schedule;
  private final Gates gates = new Gates();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<@Nullable Alarm> alarm = new AtomicReference<>();
  private volatile Executor executor = Runnable::run;
  private volatile @Nullable ScheduledExecutorService alarms;
  private volatile Executor signing = Runnable::run;
  private volatile Runnable whenRoom = () -> {};
  private volatile boolean stopped;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Sender() { // for the CDI proxy
    this.lanes = null;
    this.poster = null;
    this.catalog = null;
    this.recorder = null;
    this.node = null;
    this.clock = null;
    this.requests = null;
    this.schedule = null;
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
    this.poster = poster;
    this.catalog = catalog;
    this.recorder = recorder;
    this.node = node;
    this.clock = clock;
    this.requests = new AttemptRequests(Version.USER_AGENT, settings.timeout());
    this.schedule = settings.retrySchedule();
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
    alarms = newAlarms;
    executor = newExecutor;
    signing = newSigning;
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
      while (!stopped && recorder.hasRoom()) {
        Optional<Claim> next = lanes.next();
        if (next.isEmpty()) {
          break;
        }
        start(next.get());
      }
      if (lanes.collects()) {
        lanes.nanosUntilRipe().ifPresent(this::comeBack);
      }
      seen = calls.addAndGet(-seen);
    } while (seen != 0);
  }

  /** By the clock of {@link System#nanoTime}. */
  private record Alarm(long at) {}

  /** Sees to it that a batch goes out when it has waited for long enough. */
  private void comeBack(long nanos) {
    long at = System.nanoTime() + nanos;
    Alarm before = alarm.get();
    if (alarms != null && !stopped && (before == null || at - before.at() < 0)) {
      Alarm mine = new Alarm(at);
      alarm.set(mine);
      var unused =
          alarms.schedule(
              () -> {
                alarm.compareAndSet(mine, null);
                pump();
              },
              nanos,
              TimeUnit.NANOSECONDS);
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
        begin(together(claim, target.get()), target.get());
      }
    } catch (RuntimeException e) {
      fail(List.of(claim), schedule, e);
    } catch (LinkageError e) {
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

  private void begin(List<Claim> claims, Target target) {
    if (claims.isEmpty()) {
      return;
    }
    if (!target.policy().signature().withKey()) {
      attempt(claims, target);
      return;
    }
    try {
      signing.execute(() -> attempt(claims, target));
    } catch (RejectedExecutionException e) {
      lose(claims, e);
    }
  }

  private void attempt(List<Claim> claims, Target target) {
    RetrySchedule retries =
        target.policy().retrySchedule() == null
            ? schedule
            : new RetrySchedule(target.policy().retrySchedule());
    try {
      if (target.policy().batch() == null) {
        post(claims.get(0), target, retries);
      } else {
        post(new Batch(claims), target, retries);
      }
    } catch (RuntimeException e) {
      fail(claims, retries, e);
    } catch (LinkageError e) {
      lose(claims, e);
    }
  }

  private void fail(List<Claim> claims, RetrySchedule retries, RuntimeException bug) {
    long first = claims.get(0).deliveryId();
    LOG.log(Level.SEVERE, "delivery " + first + " could not be attempted", bug);
    Outcome failure = new Refused("internal error", clock.instant(), Duration.ZERO);
    claims.forEach(claim -> settle(claim, failure, Map.of(), retries));
  }

  private void post(Batch batch, Target target, RetrySchedule retries) {
    AttemptRequests.Prepared attempt = requests.of(batch, target, clock.instant());
    var unused =
        poster
            .post(target, attempt.request())
            .thenAccept(
                outcome ->
                    batch
                        .claims()
                        .forEach(
                            claim ->
                                settle(
                                    claim, outcome, batch.shown(attempt.shown(), claim), retries)))
            .whenComplete(
                (done, bug) -> {
                  if (bug != null) {
                    lose(batch.claims(), bug);
                  }
                });
  }

  private void post(Claim claim, Target target, RetrySchedule retries) {
    AttemptRequests.Prepared attempt = requests.of(claim, target, clock.instant());
    var unused =
        poster
            .post(target, attempt.request())
            .thenAccept(outcome -> settle(claim, outcome, attempt.shown(), retries))
            .whenComplete(
                (done, bug) -> {
                  if (bug != null) {
                    lose(List.of(claim), bug);
                  }
                });
  }

  private void settle(
      Claim claim, Outcome outcome, Map<String, String> headers, RetrySchedule retries) {
    recorder.add(Verdict.of(claim, outcome, headers, retries));
    finish(claim);
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
