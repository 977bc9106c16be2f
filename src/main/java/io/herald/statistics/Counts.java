package io.herald.statistics;

import io.herald.delivery.AttemptMade;
import io.herald.delivery.DeliveryStatus;

/** What is counted, for some subject in some time. */
final class Counts {

  long accepted;
  long delivered;
  long failed;
  long exhausted;
  final LatencyHistogram latencies;

  Counts() {
    this(new LatencyHistogram());
  }

  Counts(LatencyHistogram latencies) {
    this.latencies = latencies;
  }

  void accept(int deliveries) {
    accepted += deliveries;
  }

  void count(AttemptMade attempt) {
    if (attempt.delivered()) {
      delivered++;
    } else {
      failed++;
    }
    if (attempt.becomes() == DeliveryStatus.EXHAUSTED) {
      exhausted++;
    }
    latencies.add(attempt.durationMs());
  }

  void add(Counts other) {
    accepted += other.accepted;
    delivered += other.delivered;
    failed += other.failed;
    exhausted += other.exhausted;
    latencies.add(other.latencies);
  }
}
