package io.herald.bench;

import io.herald.report.Page;
import java.util.Locale;
import java.util.stream.Collectors;

/** The goals, the ratios and the figures as tables for {@code performance.md}. */
record MarkdownReport(Report report) {

  String markdown() {
    return """
        | machine | |
        |---|---|
        %s

        | goal | value | to reach | |
        |---|---|---|---|
        %s

        | part of | %s |
        |---|%s
        %s

        | figure | median | least | greatest |
        |---|---|---|---|
        %s
        """
        .formatted(machine(), goals(), ceilings(), "---|".repeat(count()), ratios(), figures());
  }

  private String machine() {
    return report.machine().entrySet().stream()
        .map(fact -> "| %s | %s |".formatted(fact.getKey(), fact.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String goals() {
    return report.goals().stream()
        .map(
            goal ->
                "| %s | %s | %s %s | %s |"
                    .formatted(
                        goal.text(),
                        Page.number(goal.value()),
                        goal.atLeast() ? "≥" : "≤",
                        Page.number(goal.limit()),
                        goal.reached() ? "yes" : "**no**"))
        .collect(Collectors.joining("\n"));
  }

  private String ceilings() {
    return String.join(" | ", report.ratios().ceilings());
  }

  private int count() {
    return report.ratios().ceilings().size();
  }

  private String ratios() {
    return report.ratios().rows().entrySet().stream()
        .map(
            row ->
                "| %s | %s |"
                    .formatted(
                        row.getKey(),
                        row.getValue().stream()
                            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                            .collect(Collectors.joining(" | "))))
        .collect(Collectors.joining("\n"));
  }

  private String figures() {
    return report.figures().stream()
        .map(
            figure ->
                "| %s | %s %s | %s | %s |"
                    .formatted(
                        figure.name(),
                        Page.number(figure.median()),
                        figure.unit(),
                        Page.number(figure.least()),
                        Page.number(figure.greatest())))
        .collect(Collectors.joining("\n"));
  }
}
