package io.herald.bench;

import java.util.ArrayList;
import java.util.List;

/** Collects saturated runs of one scenario. */
final class Runs {

  private final Stage stage;
  private final String name;
  private final List<Double> accepted = new ArrayList<>();
  private final List<Double> delivered = new ArrayList<>();
  private final List<Latencies> latencies = new ArrayList<>();
  private final List<Course> courses = new ArrayList<>();
  private long deliveries;
  private long last;
  private long missing;
  private long duplicates;
  private long refused;

  Runs(Stage stage, String name) {
    this.stage = stage;
    this.name = name;
  }

  /**
   * Waits until all of a run is delivered.
   *
   * @param events that were accepted
   * @param expected deliveries that they must lead to
   * @param startedAt as of {@link System#nanoTime()}
   * @param seconds in which they were accepted
   */
  void add(long events, long expected, long refusedRequests, long startedAt, double seconds)
      throws InterruptedException {
    ReceiverProcess.Stats stats = stage.delivered(expected);
    accepted.add(events / seconds);
    delivered.add(stats.distinct() / ((stats.last() - startedAt) / 1e9));
    latencies.add(stats.latencies());
    courses.add(stats.course());
    last = stats.distinct();
    deliveries += last;
    missing += expected - stats.distinct();
    duplicates += stats.duplicates();
    refused += refusedRequests;
    Stage.say(
        "%s: %.0f accepted/s, %.0f delivered/s, p50 %.0f ms, p99 %.0f ms%s"
            .formatted(
                name,
                accepted.get(accepted.size() - 1),
                delivered.get(delivered.size() - 1),
                stats.latencies().p50(),
                stats.latencies().p99(),
                expected == stats.distinct()
                    ? ""
                    : ", MISSING %d of %d".formatted(expected - stats.distinct(), expected)));
    stage.settle();
  }

  String name() {
    return name;
  }

  /** Of all runs together. */
  long deliveries() {
    return deliveries;
  }

  /** Deliveries of the last run. */
  long last() {
    return last;
  }

  /** Deliveries per second of each run. */
  List<Double> delivered() {
    return delivered;
  }

  List<Figure> figures() {
    return figures(name);
  }

  /** As figures of a scenario that has several such series. */
  List<Figure> figures(String scenario) {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(scenario, name + " accepted", "/s", accepted));
    figures.add(
        new Figure(
            scenario,
            name + " delivered",
            "/s",
            delivered,
            Latencies.median(latencies),
            courses.get(courses.size() / 2)));
    figures.add(Figure.of(scenario, name + " missing", "", (double) missing));
    figures.add(Figure.of(scenario, name + " duplicates", "", (double) duplicates));
    if (refused > 0) {
      figures.add(Figure.of(scenario, name + " refused requests", "", (double) refused));
    }
    return figures;
  }
}
