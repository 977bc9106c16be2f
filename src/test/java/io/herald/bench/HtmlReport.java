package io.herald.bench;

import io.herald.report.Page;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report as one file that needs nothing else. */
record HtmlReport(Report report) {

  String html() {
    return Page.html("Herald: benchmark", body());
  }

  private String body() {
    return """
        <p class="soft">%s</p>
        <dl>%s</dl>
        %s
        <h2>Against the goals</h2>
        <table><tr><th>What</th><th class="n">Value</th><th class="n">Goal</th><th></th></tr>%s</table>
        <h2>Against the ceilings of the same run</h2>
        <p>Deliveries per second as a part of what the same processors do without the product. The serial ceiling is
        1 / (1 / PostgreSQL alone + 1 / HTTP client alone), with one event in a commit, as a producer's own transaction has it.
        What shares commits (<code>rest</code>, arrays, fan-out) may exceed it.</p>
        %s
        <h2>Over time</h2>
        %s
        <h2>Figures</h2>
        <p>Medians, and each run.</p>
        <table><tr><th>Figure</th><th class="n">Median</th><th class="n">Runs</th></tr>%s</table>
        """
        .formatted(
            summary(),
            machine(),
            failures(),
            goals(),
            ratios(),
            Plots.html(report.figures()),
            figures());
  }

  private String summary() {
    long reached = report.goals().stream().filter(Goal::reached).count();
    return "%d of %d goals reached%s"
        .formatted(
            reached,
            report.goals().size(),
            report.failures().isEmpty()
                ? ""
                : "; %d scenarios failed".formatted(report.failures().size()));
  }

  private String machine() {
    return report.machine().entrySet().stream()
        .map(
            fact ->
                "<dt>%s</dt><dd>%s</dd>"
                    .formatted(Page.text(fact.getKey()), Page.text(fact.getValue())))
        .collect(Collectors.joining());
  }

  private String failures() {
    return report.failures().entrySet().stream()
        .map(
            failure ->
                "<p class='no'>%s failed: %s</p>"
                    .formatted(failure.getKey(), Page.text(failure.getValue())))
        .collect(Collectors.joining());
  }

  private String goals() {
    return report.goals().stream()
        .map(
            goal ->
                "<tr><td>%s</td><td class='n'>%s</td><td class='n'>%s %s</td><td class='%s'>%s</td></tr>"
                    .formatted(
                        Page.text(goal.text()),
                        Page.number(goal.value()),
                        goal.atLeast() ? "≥" : "≤",
                        Page.number(goal.limit()),
                        goal.reached() ? "yes" : "no",
                        goal.reached() ? "✓ reached" : "✗ not reached"))
        .collect(Collectors.joining());
  }

  private String ratios() {
    Ratios ratios = report.ratios();
    if (ratios.rows().isEmpty()) {
      return "<p class='soft'>Not measured in this run.</p>";
    }
    String head =
        ratios.ceilings().stream()
            .map("<th class='n'>%s</th>"::formatted)
            .collect(Collectors.joining());
    String rows =
        ratios.rows().entrySet().stream()
            .map(
                row ->
                    "<tr><td>%s</td>%s</tr>"
                        .formatted(
                            row.getKey(),
                            row.getValue().stream()
                                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                                .map("<td class='n'>%s</td>"::formatted)
                                .collect(Collectors.joining())))
            .collect(Collectors.joining());
    return "<table><tr><th>Figure</th>%s</tr>%s</table>".formatted(head, rows);
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
                            Page.text(figure.name()),
                            Page.number(figure.median()),
                            figure.unit(),
                            figure.runs().stream()
                                .map(Page::number)
                                .collect(Collectors.joining(" · "))))
            .collect(Collectors.joining());
    return "<tr class='s'><th colspan='3'>%s <small>%s</small></th></tr>%s"
        .formatted(scenario.name(), Page.text(scenario.description()), rows);
  }
}
