package io.herald.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report as one file that needs nothing else. */
record HtmlReport(Report report) {

  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2937}
      table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #e5e7eb}
      td.n{text-align:right;font-variant-numeric:tabular-nums}.no{color:#b91c1c;font-weight:600}.yes{color:#15803d}
      svg{width:100%;font-size:11px;fill:#374151}.grid{stroke:#e5e7eb}figure{margin:1.5rem 0}figcaption{font-weight:600}
      small{color:#6b7280}""";

  String html() {
    return """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Herald: benchmark</title><style>%s</style>
        <h1>Herald: benchmark</h1>
        <table>%s</table>
        <h2>Against the goals</h2>
        <p>Each ceiling is measured in the same run, on the same processors.</p>
        <table><tr><th>What</th><th>Value</th><th>Goal</th><th></th></tr>%s</table>
        <h2>Figures</h2>
        <p>Medians, with the least and the greatest run.</p>
        <table><tr><th>Figure</th><th>Median</th><th>Runs</th></tr>%s</table>
        %s%s
        </html>
        """
        .formatted(STYLE, machine(), goals(), figures(), overTime(), percentiles());
  }

  private String machine() {
    return report.machine().entrySet().stream()
        .map(fact -> "<tr><td>%s</td><td>%s</td></tr>".formatted(fact.getKey(), fact.getValue()))
        .collect(Collectors.joining());
  }

  private String goals() {
    return report.goals().stream()
        .map(
            goal ->
                "<tr><td>%s</td><td class='n'>%s</td><td class='n'>%s %s</td><td class='%s'>%s</td></tr>"
                    .formatted(
                        goal.text(),
                        Report.number(goal.value()),
                        goal.atLeast() ? "≥" : "≤",
                        Report.number(goal.limit()),
                        goal.reached() ? "yes" : "no",
                        goal.reached() ? "reached" : "not reached"))
        .collect(Collectors.joining());
  }

  private String figures() {
    return report.scenarios().stream().map(this::figures).collect(Collectors.joining());
  }

  private String figures(Scenario scenario) {
    String rows =
        report.figures().stream()
            .filter(figure -> figure.scenario().equals(scenario.name()))
            .map(
                figure ->
                    "<tr><td>%s</td><td class='n'>%s %s</td><td class='n'>%s</td></tr>"
                        .formatted(
                            figure.name(),
                            Report.number(figure.median()),
                            figure.unit(),
                            figure.runs().stream()
                                .map(Report::number)
                                .collect(Collectors.joining(" · "))))
            .collect(Collectors.joining());
    return "<tr><th colspan='3'>%s <small>%s</small></th></tr>%s"
        .formatted(scenario.name(), scenario.description(), rows);
  }

  private List<Figure> plotted() {
    return report.figures().stream().filter(Figure::hasLatencies).toList();
  }

  private String overTime() {
    List<Figure> figures = plotted().stream().filter(figure -> figure.unit().equals("/s")).toList();
    if (figures.isEmpty()) {
      return "";
    }
    int slots = figures.stream().mapToInt(figure -> figure.series().size()).max().orElseThrow();
    double most =
        10.0
            * figures.stream()
                .flatMap(figure -> figure.series().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
    Plot plot = new Plot(slots / 10.0, 0, most, false);
    for (int i = 0; i <= 4; i++) {
      plot.tickY(most * i / 4, Report.number(Math.rint(most * i / 4)));
    }
    for (int second = 0; second <= slots / 10; second += Math.max(1, slots / 100)) {
      plot.tickX(second, second + " s");
    }
    for (Figure figure : figures) {
      plot.line(
          figure.scenario(),
          IntStream.range(0, figure.series().size()).mapToObj(i -> i / 10.0).toList(),
          figure.series().stream().map(count -> count * 10.0).toList());
    }
    return plot.svg("Deliveries per second over one run each");
  }

  private String percentiles() {
    List<Figure> figures = plotted();
    if (figures.isEmpty()) {
      return "";
    }
    int count = Latencies.PERCENTILES.size();
    Plot plot = new Plot(count - 1, 0.1, 100_000, true);
    for (double y = 0.1; y <= 100_000; y *= 10) {
      plot.tickY(y, Report.number(y) + " ms");
    }
    for (int i = 0; i < count; i++) {
      double percentile = Latencies.PERCENTILES.get(i);
      plot.tickX(i, percentile == 100 ? "max" : "p" + Report.number(percentile));
    }
    List<Double> xs = IntStream.range(0, count).mapToObj(i -> (double) i).toList();
    for (Figure figure : figures) {
      plot.line(figure.scenario(), xs, figure.latencies().millis());
    }
    return plot.svg("From when an event was to be sent until it arrived");
  }
}
