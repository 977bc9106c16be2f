package io.herald.delivery;

import io.herald.transport.Outcome;
import io.herald.transport.Refused;
import io.herald.webhooks.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes attempts: signs, posts, and hands what became of each to the {@link Recorder}. */
final class Attempts {

  private static final Logger LOG = Logger.getLogger(Attempts.class.getName());

  private final Poster poster;
  private final AttemptRequests requests;
  private final RetrySchedule schedule;
  private final Recorder recorder;
  private final Clock clock;
  private final Consumer<Claim> finished;
  private final BiConsumer<List<Claim>, Throwable> lost;
  private volatile Executor signing = Runnable::run;

  /**
   * @param schedule of webhooks without one of their own
   * @param finished is told of each delivery whose outcome is on its way to be recorded
   * @param lost is told of those whose attempt ended without one
   */
  Attempts(
      Poster poster,
      AttemptRequests requests,
      RetrySchedule schedule,
      Recorder recorder,
      Clock clock,
      Consumer<Claim> finished,
      BiConsumer<List<Claim>, Throwable> lost) {
    this.poster = poster;
    this.requests = requests;
    this.schedule = schedule;
    this.recorder = recorder;
    this.clock = clock;
    this.finished = finished;
    this.lost = lost;
  }

  /** From now on what takes long to sign is signed there. */
  void start(Executor newSigning) {
    signing = newSigning;
  }

  /** Attempts deliveries of one webhook in one request; without any, nothing. */
  void begin(List<Claim> claims, Target target) {
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
      lost.accept(claims, e);
    }
  }

  /** A bug of ours counts as an attempt that failed, so that it ends. */
  void fail(List<Claim> claims, RuntimeException bug) {
    fail(claims, schedule, bug);
  }

  private void attempt(List<Claim> claims, Target target) {
    RetrySchedule retries =
        target.policy().retrySchedule() == null
            ? schedule
            : new RetrySchedule(target.policy().retrySchedule());
    try {
      if (target.policy().batch() == null) {
        AttemptRequests.Prepared attempt = requests.of(claims.get(0), target, clock.instant());
        post(attempt, claims, target, retries, claim -> attempt.shown());
      } else {
        Batch batch = new Batch(claims);
        AttemptRequests.Prepared attempt = requests.of(batch, target, clock.instant());
        post(
            attempt, batch.claims(), target, retries, claim -> batch.shown(attempt.shown(), claim));
      }
    } catch (RuntimeException e) {
      fail(claims, retries, e);
    } catch (Error e) {
      lost.accept(claims, e);
    }
  }

  /**
   * @param shown the headers that the log shows for each
   */
  private void post(
      AttemptRequests.Prepared attempt,
      List<Claim> claims,
      Target target,
      RetrySchedule retries,
      Function<Claim, Map<String, String>> shown) {
    var unused =
        poster
            .post(target, attempt.request())
            .thenAccept(
                outcome ->
                    claims.forEach(claim -> settle(claim, outcome, shown.apply(claim), retries)))
            .whenComplete(
                (done, bug) -> {
                  if (bug != null) {
                    lost.accept(claims, bug);
                  }
                });
  }

  private void fail(List<Claim> claims, RetrySchedule retries, RuntimeException bug) {
    long first = claims.get(0).deliveryId();
    LOG.log(Level.SEVERE, "delivery " + first + " could not be attempted", bug);
    Outcome failure = new Refused("internal error", clock.instant(), Duration.ZERO);
    claims.forEach(claim -> settle(claim, failure, Map.of(), retries));
  }

  private void settle(
      Claim claim, Outcome outcome, Map<String, String> headers, RetrySchedule retries) {
    recorder.add(Verdict.of(claim, outcome, headers, retries));
    finished.accept(claim);
  }
}
