package io.herald.bench;

import java.util.Locale;
import java.util.stream.Collectors;

/** The report as one file that needs nothing else. */
record HtmlReport(Report report) {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:light-dark(#1f2937,#e5e7eb);--soft:light-dark(#6b7280,#9ca3af);
        --paper:light-dark(#fff,#111827);--card:light-dark(#f9fafb,#1f2937);--rule:light-dark(#e5e7eb,#374151);
        --good:light-dark(#15803d,#4ade80);--bad:light-dark(#b91c1c,#f87171)}
      body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1.2rem;color:var(--ink);background:var(--paper)}
      h1{margin-bottom:.2rem}h2{margin-top:2.5rem}h3{margin:2rem 0 .5rem}small,.soft{color:var(--soft)}
      table{border-collapse:collapse;margin:1rem 0;width:100%}
      td,th{padding:.25rem .7rem;text-align:left;border-bottom:1px solid var(--rule);vertical-align:top}
      tr.s th{padding-top:1.1rem}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .no{color:var(--bad);font-weight:600}.yes{color:var(--good);font-weight:600}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1.2rem}dt{color:var(--soft)}dd{margin:0}
      .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:1rem}
      figure{margin:0;padding:.8rem;background:var(--card);border:1px solid var(--rule);border-radius:.6rem}
      figcaption{font-weight:600;font-size:.9rem;margin-bottom:.3rem}svg{width:100%;font-size:14px;fill:var(--soft)}
      .grid{stroke:var(--rule)}.line{fill:none;stroke-width:1.6;stroke:var(--c)}
      .legend{margin:.3rem 0 0;font-size:.8rem;display:flex;flex-wrap:wrap;gap:.1rem 1rem}
      .legend span::before{content:'';display:inline-block;width:1rem;height:.25rem;margin-right:.35rem;vertical-align:.2rem;border-radius:2px;background:var(--c)}
      .c0{--c:light-dark(#2563eb,#60a5fa)}.c1{--c:light-dark(#dc2626,#f87171)}.c2{--c:light-dark(#16a34a,#4ade80)}
      .c3{--c:light-dark(#d97706,#fbbf24)}.c4{--c:light-dark(#7c3aed,#c084fc)}.c5{--c:light-dark(#0891b2,#22d3ee)}
      """;

  String html() {
    return """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>Herald: benchmark</title>
        <style>%s</style></head><body>
        <h1>Herald: benchmark</h1>
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
        </body></html>
        """
        .formatted(
            STYLE,
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
                    .formatted(Html.text(fact.getKey()), Html.text(fact.getValue())))
        .collect(Collectors.joining());
  }

  private String failures() {
    return report.failures().entrySet().stream()
        .map(
            failure ->
                "<p class='no'>%s failed: %s</p>"
                    .formatted(failure.getKey(), Html.text(failure.getValue())))
        .collect(Collectors.joining());
  }

  private String goals() {
    return report.goals().stream()
        .map(
            goal ->
                "<tr><td>%s</td><td class='n'>%s</td><td class='n'>%s %s</td><td class='%s'>%s</td></tr>"
                    .formatted(
                        Html.text(goal.text()),
                        Report.number(goal.value()),
                        goal.atLeast() ? "≥" : "≤",
                        Report.number(goal.limit()),
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
                            Html.text(figure.name()),
                            Report.number(figure.median()),
                            figure.unit(),
                            figure.runs().stream()
                                .map(Report::number)
                                .collect(Collectors.joining(" · "))))
            .collect(Collectors.joining());
    return "<tr class='s'><th colspan='3'>%s <small>%s</small></th></tr>%s"
        .formatted(scenario.name(), Html.text(scenario.description()), rows);
  }
}
