package io.herald.bench;

import java.util.ArrayList;
import java.util.List;

/** Collects saturated runs of one scenario. */
final class Runs {

  private final Stage stage;
  private final String scenario;
  private final List<Double> accepted = new ArrayList<>();
  private final List<Double> delivered = new ArrayList<>();
  private final List<Latencies> latencies = new ArrayList<>();
  private final List<List<Long>> series = new ArrayList<>();
  private long missing;
  private long duplicates;
  private long refused;

  Runs(Stage stage, String scenario) {
    this.stage = stage;
    this.scenario = scenario;
  }

  /**
   * Waits until all of a run is delivered.
   *
   * @param events that were accepted
   * @param deliveries that they must lead to
   * @param startedAt as of {@link System#nanoTime()}
   * @param seconds in which they were accepted
   */
  void add(long events, long deliveries, long refusedRequests, long startedAt, double seconds)
      throws InterruptedException {
    ReceiverProcess.Stats stats = stage.delivered(deliveries);
    accepted.add(events / seconds);
    delivered.add(stats.distinct() / ((stats.last() - startedAt) / 1e9));
    latencies.add(stats.latencies());
    series.add(stats.series());
    missing += deliveries - stats.distinct();
    duplicates += stats.duplicates();
    refused += refusedRequests;
    Stage.say(
        "%s: %.0f accepted/s, %.0f delivered/s, p50 %.0f ms, p99 %.0f ms%s"
            .formatted(
                scenario,
                accepted.get(accepted.size() - 1),
                delivered.get(delivered.size() - 1),
                stats.latencies().p50(),
                stats.latencies().p99(),
                deliveries == stats.distinct()
                    ? ""
                    : ", MISSING %d of %d".formatted(deliveries - stats.distinct(), deliveries)));
    stage.settle();
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(scenario, scenario + " accepted", "/s", accepted));
    figures.add(
        new Figure(
            scenario,
            scenario + " delivered",
            "/s",
            delivered,
            Latencies.median(latencies),
            series.get(series.size() / 2)));
    figures.add(Figure.of(scenario, scenario + " missing", "", (double) missing));
    figures.add(Figure.of(scenario, scenario + " duplicates", "", (double) duplicates));
    if (refused > 0) {
      figures.add(Figure.of(scenario, scenario + " refused requests", "", (double) refused));
    }
    return figures;
  }
}
