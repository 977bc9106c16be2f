package io.herald.delivery;

import io.herald.nodes.ClaimsFreed;
import io.herald.nodes.Node;
import io.herald.webhooks.WebhookActivated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to look for due deliveries: when one is known to fall due, when somebody says that
 * there is something, and at every tick of the safety clock.
 */
@ApplicationScoped
class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

  /** However far away the next due delivery is: others may record one that is due earlier. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final SteadyDeliveries deliveries;
  private final Claimer claimer;
  private final Node node;
  private final Clock clock;
  private final Gates gates;

  private final Object bell = new Object();
  private boolean woken;
  private @Nullable Instant nextDue;
  private volatile boolean stopped;
  private volatile long lastRound = System.nanoTime();

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Dispatcher() { // for the CDI proxy
    this.deliveries = null;
    this.claimer = null;
    this.node = null;
    this.clock = null;
    this.gates = null;
  }

  @Inject
  Dispatcher(SteadyDeliveries deliveries, Claimer claimer, Sender sender, Node node, Clock clock) {
    this.deliveries = deliveries;
    this.claimer = claimer;
    this.node = node;
    this.clock = clock;
    this.gates = sender.gates();
  }

  void start(ThreadFactory threads) {
    threads.newThread(this::run).start();
  }

  void stop() {
    stopped = true;
    wake();
  }

  /** There is, or may be, something due. */
  void wake() {
    synchronized (bell) {
      woken = true;
      bell.notifyAll();
    }
  }

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) FellDue due) {
    gates.reopen(); // it may be older than what a webhook waits for
    wake();
  }

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhookActivated activated) {
    wake();
  }

  void on(@Observes ClaimsFreed freed) {
    wake();
  }

  /** Some of these have a time for their next attempt: be there. */
  void settled(Collection<Settlement> settlements) {
    for (Settlement settlement : settlements) {
      Instant at = settlement.nextAttemptAt();
      synchronized (bell) {
        if (at != null && (nextDue == null || at.isBefore(nextDue))) {
          nextDue = at;
          bell.notifyAll();
        }
      }
    }
  }

  /** Claims all that is due and for which there is room. Returns how many deliveries that were. */
  int dispatchDue() {
    int total = 0;
    Optional<Instant> next = Optional.empty();
    gates.open(clock.instant());
    while (!stopped && node.mayClaim()) {
      next = deliveries.nextDue();
      if (next.isEmpty() || next.get().isAfter(clock.instant())) {
        break;
      }
      int claimed = claimer.claimDue();
      total += claimed;
      if (claimed == 0) { // what is due waits for room, at a gate, or for an inactive webhook
        next = Optional.empty();
        break;
      }
    }
    Stream<Instant> times = Stream.concat(next.stream(), gates.nextOpening().stream());
    synchronized (bell) {
      nextDue = times.min(Instant::compareTo).orElse(null);
    }
    lastRound = System.nanoTime();
    return total;
  }

  /** How long ago the last round ended. */
  Duration sinceLastRound() {
    return Duration.ofNanos(System.nanoTime() - lastRound);
  }

  private void run() {
    while (!stopped) {
      try {
        await();
        dispatchDue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception | Error e) { // the next tick tries again
        LOG.log(Level.WARNING, "due deliveries could not be claimed: {0}", e.toString());
      }
    }
  }

  private void await() throws InterruptedException {
    synchronized (bell) {
      long end = System.nanoTime() + LONGEST_WAIT.toNanos();
      while (!woken) {
        long wait = end - System.nanoTime();
        if (nextDue != null) {
          wait = Math.min(wait, Duration.between(clock.instant(), nextDue).toNanos());
        }
        if (wait <= 0) {
          break;
        }
        bell.wait(wait / 1_000_000 + 1);
      }
      woken = false;
    }
  }
}
