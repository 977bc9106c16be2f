package io.herald.bench;

import io.herald.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the report shows as lines: throughput and lag over time, and latency percentiles. */
final class Plots {

  private static final double PER_SECOND = 1e9 / Tally.SLOT_NANOS;

  /** What is compared in one place. */
  private record Group(String title, Set<String> scenarios) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "Saturated",
              Set.of("rest", "rest-array", "fanout-10", "fanout-100", "in-process", "h2")),
          new Group("At a steady pace", Set.of("steady-100", "steady-30")),
          new Group("Beside hanging receivers", Set.of("hanging")),
          new Group("Beside a backlog", Set.of("backlog")),
          new Group("Empty and big tables", Set.of("big-tables")),
          new Group("While retention runs", Set.of("retention")),
          new Group("Two nodes, and one killed", Set.of("two-nodes")));

  private Plots() {}

  static String html(List<Figure> figures) {
    return GROUPS.stream().map(group -> html(group, figures)).collect(Collectors.joining());
  }

  private static String html(Group group, List<Figure> all) {
    List<Figure> figures =
        all.stream()
            .filter(figure -> group.scenarios().contains(figure.scenario()) && figure.hasCourse())
            .limit(Plot.COLORS)
            .toList();
    if (figures.isEmpty()) {
      return "";
    }
    return "<h3>%s</h3><div class='plots'>%s%s%s</div>"
        .formatted(group.title(), arrivals(figures), lags(figures), percentiles(figures));
  }

  private static String arrivals(List<Figure> figures) {
    double most =
        figures.stream().flatMap(f -> smooth(f).stream()).mapToDouble(v -> v).max().orElse(1);
    Plot plot = Plot.linear(seconds(figures), most, "").seconds();
    figures.forEach(f -> plot.line(name(f), times(f.course().arrivals().size()), smooth(f)));
    return plot.svg("Deliveries per second over time (one run)");
  }

  /** Of half a second, so that a line can be read. */
  private static List<Double> smooth(Figure figure) {
    List<Long> arrivals = figure.course().arrivals();
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      List<Long> near = arrivals.subList(Math.max(0, i - 2), Math.min(arrivals.size(), i + 3));
      result.add(near.stream().mapToLong(Long::longValue).average().orElse(0) * PER_SECOND);
    }
    return result;
  }

  private static String lags(List<Figure> figures) {
    double most =
        figures.stream()
            .flatMap(f -> f.course().lags().stream())
            .mapToDouble(v -> v)
            .max()
            .orElse(1);
    Plot plot = Plot.millis(seconds(figures), most).seconds();
    figures.forEach(
        f ->
            plot.line(
                name(f),
                times(f.course().lags().size()),
                f.course().lags().stream().map(lag -> lag < 0 ? Double.NaN : lag).toList()));
    return plot.svg("Lag over time: mean from due to arrived");
  }

  private static String percentiles(List<Figure> figures) {
    int count = Latencies.PERCENTILES.size();
    double most =
        figures.stream()
            .filter(Figure::hasLatencies)
            .flatMap(figure -> figure.latencies().millis().stream())
            .mapToDouble(v -> v)
            .max()
            .orElse(1);
    Plot plot = Plot.millis(count - 1, most);
    for (int i = 0; i < count; i++) {
      double percentile = Latencies.PERCENTILES.get(i);
      plot.tickX(
          i,
          percentile == 100
              ? "max"
              : "p" + (percentile == Math.rint(percentile) ? (int) percentile + "" : percentile));
    }
    List<Double> xs = DoubleStream.iterate(0, x -> x + 1).limit(count).boxed().toList();
    figures.stream()
        .filter(Figure::hasLatencies)
        .forEach(figure -> plot.line(name(figure), xs, figure.latencies().millis()));
    return plot.svg("Latency percentiles: from due to arrived");
  }

  private static double seconds(List<Figure> figures) {
    return figures.stream().mapToInt(f -> f.course().arrivals().size()).max().orElse(1)
        / PER_SECOND;
  }

  private static List<Double> times(int count) {
    return IntStream.range(0, count).mapToObj(i -> i / PER_SECOND).toList();
  }

  private static String name(Figure figure) {
    return figure.name().replaceFirst(" (delivered|received, p50)$", "").replaceFirst(", p50$", "");
  }
}
