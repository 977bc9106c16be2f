package io.herald.operations;

import io.herald.delivery.AttemptMade;
import io.herald.delivery.AttemptsSettled;
import io.herald.statistics.LatencyHistogram;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;

/** How long deliveries waited for their first attempt on this node, since it was last asked. */
@ApplicationScoped
class Lag {

  private LatencyHistogram waits = new LatencyHistogram();

  synchronized void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptsSettled settled) {
    for (AttemptMade attempt : settled.attempts()) {
      if (attempt.number() == 1) {
        long millis = Duration.between(attempt.acceptedAt(), attempt.startedAt()).toMillis();
        waits.add((int) Math.min(millis, Integer.MAX_VALUE));
      }
    }
  }

  /** What was counted; it is counted from nothing again. */
  synchronized LatencyHistogram take() {
    LatencyHistogram taken = waits;
    waits = new LatencyHistogram();
    return taken;
  }
}
