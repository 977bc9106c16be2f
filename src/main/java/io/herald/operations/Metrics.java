package io.herald.operations;

import io.herald.delivery.AttemptMade;
import io.herald.delivery.AttemptsSettled;
import io.herald.delivery.DeliveriesAccepted;
import io.herald.delivery.DeliveryStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Counts on this node what has been committed, with Micrometer, for Prometheus. No label has more
 * than a dozen values: who wants to know of a webhook asks its statistics.
 */
@ApplicationScoped
class Metrics {

  /** Prometheus' text format, which every version of it reads. */
  static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] BOUNDS =
      LongStream.of(
              5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000,
              3_600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final Now NOTHING =
      new Now(0, 0, Duration.ZERO, BacklogByAge.AGES.stream().map(a -> 0L).toList(), 0, 0, 0);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter messages = counter("herald.messages.accepted", "Messages recorded.");
  private final Counter accepted = counter("herald.deliveries.accepted", "Deliveries recorded.");
  private final Counter exhausted = counter("herald.deliveries.exhausted", "Deliveries given up.");
  private final Timer durations =
      timer("herald.attempt.duration", "How long attempts took.", Tags.empty());
  private final Timer toFirstAttempt = lag("first_attempt");
  private final Timer toSuccess = lag("success");
  private volatile Now now = NOTHING;

  /**
   * What is so at the moment of asking.
   *
   * @param oldestDue how long what waits unclaimed in the database has been due; zero where nothing
   *     is
   * @param backlog how many wait unclaimed, by {@link BacklogByAge#AGES}
   * @param scheduled how many wait for their time
   * @param connections to the database that are open
   * @param connectionsInUse of these, those that have a transaction
   */
  record Now(
      int inFlight,
      int waiting,
      Duration oldestDue,
      List<Long> backlog,
      long scheduled,
      int connections,
      int connectionsInUse) {}

  Metrics() {
    gauge("herald.attempts.in.flight", "Attempts under way on this node.", Now::inFlight);
    gauge("herald.deliveries.claimed", "Claimed by this node, not begun.", Now::waiting);
    Gauge.builder("herald.backlog.oldest.due", () -> now.oldestDue().toSeconds())
        .baseUnit("seconds")
        .description("How long the oldest delivery that no node has claimed has been due.")
        .register(registry);
    for (int i = 0; i < BacklogByAge.AGES.size(); i++) {
      int age = i;
      Gauge.builder("herald.backlog.deliveries", () -> now.backlog().get(age))
          .description("Due, claimed by no node, for at least so many seconds; 10000 is many.")
          .tag("age", String.valueOf(BacklogByAge.AGES.get(i).toSeconds()))
          .register(registry);
    }
    gauge("herald.backlog.scheduled", "Whose time has not come; 10000 is many.", Now::scheduled);
    gauge("herald.db.connections", "Connections to the database.", Now::connections);
    gauge(
        "herald.db.connections.in.use",
        "Connections to the database that have a transaction.",
        Now::connectionsInUse);
  }

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesAccepted news) {
    messages.increment(news.messages());
    accepted.increment(news.byWebhook().values().stream().mapToInt(Integer::intValue).sum());
  }

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptsSettled settled) {
    settled.attempts().forEach(this::count);
  }

  private void count(AttemptMade attempt) {
    String result = attempt.delivered() ? "delivered" : "failed";
    Counter.builder("herald.attempts")
        .description("Attempts settled, by what came of them.")
        .tags("outcome", attempt.outcome(), "result", result)
        .register(registry)
        .increment();
    if (attempt.polled()) {
      return; // when it is fetched, and when acknowledged, is the receiver's affair
    }
    durations.record(attempt.durationMs(), TimeUnit.MILLISECONDS);
    if (attempt.number() == 1) {
      toFirstAttempt.record(between(attempt.acceptedAt(), attempt.startedAt()));
    }
    if (attempt.delivered()) {
      toSuccess.record(between(attempt.acceptedAt(), attempt.endedAt()));
    }
    if (attempt.becomes() == DeliveryStatus.EXHAUSTED) {
      exhausted.increment();
    }
  }

  /** Not below zero: the nodes' clocks differ a little. */
  private static Duration between(Instant start, Instant end) {
    Duration between = Duration.between(start, end);
    return between.isNegative() ? Duration.ZERO : between;
  }

  /** All of it, as {@link #FORMAT} has it. */
  String text(Now moment) {
    now = moment;
    return registry.scrape(FORMAT);
  }

  @PreDestroy
  void close() {
    registry.close();
  }

  private Counter counter(String name, String help) {
    return Counter.builder(name).description(help).register(registry);
  }

  private Timer lag(String to) {
    return timer("herald.delivery.lag", "From the recording of a delivery.", Tags.of("to", to));
  }

  private Timer timer(String name, String help, Tags tags) {
    return Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  private void gauge(String name, String help, ToDoubleFunction<Now> value) {
    Gauge.builder(name, () -> value.applyAsDouble(now)).description(help).register(registry);
  }
}
