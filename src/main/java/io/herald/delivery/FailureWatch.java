package io.herald.delivery;

import io.herald.webhooks.DeactivatedReason;
import io.herald.webhooks.FailingWebhooks;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices which webhooks do nothing but fail. Collects in memory what attempts came to and writes
 * it down now and then, by webhook: no attempt waits for it, and what a crash loses of it the next
 * failure tells again.
 */
@ApplicationScoped
class FailureWatch {

  private final FailingWebhooks failing;
  private final Webhooks webhooks;
  private Map<Long, Seen> seen = new HashMap<>();

  /** Those whose successes matter, so that a healthy one costs no statement. */
  private Set<Long> troubled = new HashSet<>();

  private boolean busy;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  FailureWatch() { // for the CDI proxy
    this.failing = null;
    this.webhooks = null;
  }

  @Inject
  FailureWatch(FailingWebhooks failing, Webhooks webhooks) {
    this.failing = failing;
    this.webhooks = webhooks;
  }

  /** Since it was last written down. */
  private static final class Seen {
    private @Nullable Instant success;
    private @Nullable Instant firstFailure;
    private @Nullable Instant lastFailure;

    void add(AttemptMade attempt) {
      Instant at = attempt.endedAt();
      if (attempt.delivered()) {
        success = at;
        firstFailure = null;
        lastFailure = null;
      } else {
        firstFailure = firstFailure == null ? at : firstFailure;
        lastFailure = at;
      }
    }
  }

  synchronized void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptsSettled settled) {
    for (AttemptMade attempt : settled.attempts()) {
      if (!attempt.delivered() || troubled.contains(attempt.webhookId())) {
        seen.computeIfAbsent(attempt.webhookId(), id -> new Seen()).add(attempt);
        troubled.add(attempt.webhookId());
      }
      busy = true;
    }
  }

  /**
   * Learns which webhooks others have seen fail, on another node or before this one started: a
   * success here ends that too.
   */
  void lookAnew() {
    if (wasBusy()) {
      Set<Long> failed = failing.ids();
      synchronized (this) {
        failed.addAll(seen.keySet());
        troubled = failed;
      }
    }
  }

  private synchronized boolean wasBusy() {
    boolean result = busy;
    busy = false;
    return result;
  }

  /** Writes down what was seen; deactivates what has failed for too long. */
  void write() {
    for (Map.Entry<Long, Seen> each : taken().entrySet()) {
      long webhook = each.getKey();
      Seen what = each.getValue();
      if (what.success != null) {
        failing.succeeded(webhook, what.success);
      }
      if (what.firstFailure != null
          && what.lastFailure != null
          && failing.failed(webhook, what.firstFailure, what.lastFailure)) {
        webhooks.deactivate(webhook, DeactivatedReason.FAILING);
      }
    }
  }

  private synchronized Map<Long, Seen> taken() {
    Map<Long, Seen> taken = seen;
    seen = new HashMap<>();
    return taken;
  }
}
