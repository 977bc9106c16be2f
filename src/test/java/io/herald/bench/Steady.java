package io.herald.bench;

import static io.herald.bench.Stage.SINGLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long an event takes when nothing is saturated. */
final class Steady {

  private static final Duration RUN = Duration.ofSeconds(5);

  private Steady() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "steady-100", "POST /v1/events at 100/s", stage -> steady(stage, "steady-100", 100)),
        new Scenario(
            "steady-30",
            "POST /v1/events at 30 % of what a saturated run just before delivers",
            Steady::thirtyPercent));
  }

  private static List<Figure> thirtyPercent(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    Runs saturation = new Runs(stage, "steady-30, saturation");
    Saturated.run(
        stage, product, saturation, Template.inTurns(product, SINGLE, 1), 1, 1, Stage.RUN);
    return steady(stage, "steady-30", 0.3 * Figure.median(saturation.delivered()));
  }

  private static List<Figure> steady(Stage stage, String scenario, double perSecond)
      throws Exception {
    Product product = stage.onPostgres();
    List<Latencies> received = new ArrayList<>();
    List<Latencies> answered = new ArrayList<>();
    Course course = Course.NONE;
    long missing = 0;
    for (int i = 0; i < Stage.RUNS; i++) {
      stage.receiver().reset();
      Load.Result load = stage.load(product, Template.inTurns(product, SINGLE, 1), perSecond, RUN);
      ReceiverProcess.Stats stats = stage.delivered(load.accepted());
      missing += load.accepted() - stats.distinct() + load.refused();
      received.add(stats.latencies());
      answered.add(load.answered());
      course = stats.course();
      Stage.say(
          "%s, %.0f/s: p50 %.1f ms, p99 %.1f ms"
              .formatted(scenario, perSecond, stats.latencies().p50(), stats.latencies().p99()));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of(scenario, scenario + " pace", "/s", perSecond));
    figures.add(
        new Figure(
            scenario,
            scenario + " received, p50",
            "ms",
            received.stream().map(Latencies::p50).toList(),
            Latencies.median(received),
            course));
    figures.add(p99(scenario, "received", received));
    figures.add(
        Figure.of(
            scenario,
            scenario + " answered, p50",
            "ms",
            answered.stream().map(Latencies::p50).toList()));
    figures.add(p99(scenario, "answered", answered));
    figures.add(Figure.count(scenario, scenario + " missing", missing));
    return figures;
  }

  private static Figure p99(String scenario, String what, List<Latencies> runs) {
    return Figure.of(
        scenario,
        "%s %s, p99".formatted(scenario, what),
        "ms",
        runs.stream().map(Latencies::p99).toList());
  }
}
