package io.herald.operations;

import io.herald.delivery.AttemptMade;
import io.herald.delivery.AttemptsSettled;
import io.herald.delivery.DeliveriesAccepted;
import io.herald.delivery.DeliveryStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts on this node what has been committed, and writes it in Prometheus' text format, version
 * 0.0.4. No label has more than a dozen values: who wants to know of a webhook asks its statistics.
 */
@ApplicationScoped
class Metrics {

  private final LongAdder messages = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder exhausted = new LongAdder();
  private final Map<String, LongAdder> attempts = new ConcurrentHashMap<>();
  private final Histogram durations = new Histogram();
  private final Histogram toFirstAttempt = new Histogram();
  private final Histogram toSuccess = new Histogram();

  /**
   * What is so at the moment of asking.
   *
   * @param oldestDue how long what waits unclaimed in the database has been due; zero where nothing
   *     is
   */
  record Now(int inFlight, int waiting, Duration oldestDue) {}

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesAccepted news) {
    messages.add(news.messages());
    accepted.add(news.byWebhook().values().stream().mapToInt(Integer::intValue).sum());
  }

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptsSettled settled) {
    settled.attempts().forEach(this::count);
  }

  private void count(AttemptMade attempt) {
    String result = attempt.delivered() ? "delivered" : "failed";
    String labels = "outcome=\"%s\",result=\"%s\"".formatted(attempt.outcome(), result);
    attempts.computeIfAbsent(labels, each -> new LongAdder()).increment();
    if (attempt.polled()) {
      return; // when it is fetched, and when acknowledged, is the receiver's affair
    }
    durations.add(attempt.durationMs());
    if (attempt.number() == 1) {
      toFirstAttempt.add(Duration.between(attempt.acceptedAt(), attempt.startedAt()).toMillis());
    }
    if (attempt.delivered()) {
      toSuccess.add(Duration.between(attempt.acceptedAt(), attempt.endedAt()).toMillis());
    }
    if (attempt.becomes() == DeliveryStatus.EXHAUSTED) {
      exhausted.increment();
    }
  }

  String text(Now now) {
    StringBuilder text = new StringBuilder(4096);
    head(text, "herald_messages_accepted_total", "counter", "Messages recorded.");
    value(text, "herald_messages_accepted_total", messages.sum());
    head(text, "herald_deliveries_accepted_total", "counter", "Deliveries recorded.");
    value(text, "herald_deliveries_accepted_total", accepted.sum());
    head(text, "herald_attempts_total", "counter", "Attempts settled, by what came of them.");
    new TreeMap<>(attempts)
        .forEach(
            (labels, count) -> value(text, "herald_attempts_total{" + labels + "}", count.sum()));
    head(text, "herald_deliveries_exhausted_total", "counter", "Deliveries given up.");
    value(text, "herald_deliveries_exhausted_total", exhausted.sum());
    head(text, "herald_attempt_duration_seconds", "histogram", "How long attempts took.");
    durations.write("herald_attempt_duration_seconds", "", text);
    head(text, "herald_delivery_lag_seconds", "histogram", "From the recording of a delivery.");
    toFirstAttempt.write("herald_delivery_lag_seconds", "to=\"first_attempt\"", text);
    toSuccess.write("herald_delivery_lag_seconds", "to=\"success\"", text);
    head(text, "herald_attempts_in_flight", "gauge", "Attempts under way on this node.");
    value(text, "herald_attempts_in_flight", now.inFlight());
    head(text, "herald_deliveries_claimed", "gauge", "Claimed by this node, not begun.");
    value(text, "herald_deliveries_claimed", now.waiting());
    head(
        text,
        "herald_backlog_oldest_due_seconds",
        "gauge",
        "How long the oldest delivery that no node has claimed has been due.");
    value(text, "herald_backlog_oldest_due_seconds", now.oldestDue().toSeconds());
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void value(StringBuilder text, String name, long value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
