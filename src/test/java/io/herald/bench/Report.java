package io.herald.bench;

import io.herald.report.Page;
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
record Report(
    Map<String, String> machine,
    List<Scenario> scenarios,
    List<Figure> figures,
    Map<String, String> failures) {

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("report.json"), json());
    Files.writeString(folder.resolve("report.html"), new HtmlReport(this).html());
    Files.writeString(folder.resolve("report.md"), new MarkdownReport(this).markdown());
  }

  List<Goal> goals() {
    return Goal.of(figures);
  }

  Ratios ratios() {
    return Ratios.of(figures);
  }

  /** The median, and the least and the greatest where there were several runs. */
  static String value(Figure figure) {
    String median = Page.number(figure.median()) + " " + figure.unit();
    if (figure.runs().size() < 2) {
      return median.strip();
    }
    return "%s  (%s … %s)"
        .formatted(median, Page.number(figure.least()), Page.number(figure.greatest()));
  }

  String text() {
    StringBuilder text = new StringBuilder("\n");
    machine.forEach((name, value) -> text.append("%-14s %s%n".formatted(name, value)));
    text.append('\n');
    for (Figure figure : figures) {
      text.append("%-58s %s%n".formatted(figure.name(), value(figure)));
    }
    text.append('\n');
    appendRatios(text);
    for (Goal goal : goals()) {
      text.append(
          "%-58s %8s   %s %s   %s%n"
              .formatted(
                  goal.text(),
                  Page.number(goal.value()),
                  goal.atLeast() ? "at least" : "at most",
                  Page.number(goal.limit()),
                  goal.reached() ? "yes" : "NO"));
    }
    failures.forEach((name, why) -> text.append("%s FAILED: %s%n".formatted(name, why)));
    return text.append("\nreport: target/bench/report.html\n").toString();
  }

  private void appendRatios(StringBuilder text) {
    Ratios ratios = ratios();
    if (ratios.rows().isEmpty()) {
      return;
    }
    text.append("parts of: ").append(String.join("; ", ratios.ceilings())).append('\n');
    ratios
        .rows()
        .forEach(
            (name, row) -> {
              text.append("%-58s".formatted(name));
              row.forEach(ratio -> text.append(String.format(Locale.ROOT, " %7.2f", ratio)));
              text.append('\n');
            });
    text.append('\n');
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
        each.add("latencyMillis", percentiles);
      }
      if (figure.hasCourse()) {
        each.add("arrivalsPer100Millis", Json.createArrayBuilder(figure.course().arrivals()))
            .add("lagMillisPer100Millis", Json.createArrayBuilder(figure.course().lags()));
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
    JsonObjectBuilder ratios = Json.createObjectBuilder();
    List<String> ceilings = ratios().ceilings();
    ratios()
        .rows()
        .forEach(
            (name, row) -> {
              JsonObjectBuilder each = Json.createObjectBuilder();
              for (int i = 0; i < row.size(); i++) {
                each.add(ceilings.get(i), row.get(i));
              }
              ratios.add(name, each);
            });
    JsonObjectBuilder failed = Json.createObjectBuilder();
    failures.forEach(failed::add);
    return Json.createObjectBuilder()
        .add("machine", facts)
        .add("figures", measured)
        .add("ratios", ratios)
        .add("goals", goals)
        .add("failures", failed)
        .build()
        .toString();
  }
}
