package io.herald.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures for people and for programs. */
record Report(Map<String, String> machine, List<Scenario> scenarios, List<Figure> figures) {

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("report.json"), json());
    Files.writeString(folder.resolve("report.html"), new HtmlReport(this).html());
  }

  List<Goal> goals() {
    return Goal.of(figures);
  }

  /** The median, and the least and the greatest where there were several runs. */
  static String value(Figure figure) {
    String median = number(figure.median()) + " " + figure.unit();
    if (figure.runs().size() < 2) {
      return median.strip();
    }
    double least = figure.runs().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double greatest = figure.runs().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return "%s  (%s … %s)".formatted(median, number(least), number(greatest));
  }

  static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f", value);
  }

  String text() {
    StringBuilder text = new StringBuilder("\n");
    machine.forEach((name, value) -> text.append("%-14s %s%n".formatted(name, value)));
    text.append('\n');
    for (Figure figure : figures) {
      text.append("%-52s %s%n".formatted(figure.name(), value(figure)));
    }
    text.append('\n');
    for (Goal goal : goals()) {
      text.append(
          "%-52s %8s   %s %s   %s%n"
              .formatted(
                  goal.text(),
                  number(goal.value()),
                  goal.atLeast() ? "at least" : "at most",
                  number(goal.limit()),
                  goal.reached() ? "yes" : "NO"));
    }
    return text.append("\nreport: target/bench/report.html\n").toString();
  }

  private String json() {
    JsonObjectBuilder facts = Json.createObjectBuilder();
    machine.forEach(facts::add);
    JsonArrayBuilder measured = Json.createArrayBuilder();
    for (Figure figure : figures) {
      JsonObjectBuilder each =
          Json.createObjectBuilder()
              .add("scenario", figure.scenario())
              .add("name", figure.name())
              .add("unit", figure.unit())
              .add("median", figure.median())
              .add("runs", Json.createArrayBuilder(figure.runs()));
      if (figure.hasLatencies()) {
        JsonObjectBuilder percentiles = Json.createObjectBuilder();
        for (int i = 0; i < Latencies.PERCENTILES.size(); i++) {
          percentiles.add(
              Latencies.PERCENTILES.get(i).toString(), figure.latencies().millis().get(i));
        }
        each.add("latencyMillis", percentiles)
            .add("arrivalsPer100Millis", Json.createArrayBuilder(figure.series()));
      }
      measured.add(each);
    }
    JsonArrayBuilder goals = Json.createArrayBuilder();
    for (Goal goal : goals()) {
      goals.add(
          Json.createObjectBuilder()
              .add("text", goal.text())
              .add("value", goal.value())
              .add(goal.atLeast() ? "atLeast" : "atMost", goal.limit())
              .add("reached", goal.reached()));
    }
    return Json.createObjectBuilder()
        .add("machine", facts)
        .add("figures", measured)
        .add("goals", goals)
        .build()
        .toString();
  }
}
