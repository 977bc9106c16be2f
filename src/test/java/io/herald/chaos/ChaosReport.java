package io.herald.chaos;

import io.herald.report.Page;
import io.herald.report.Plot;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code report.html}, one file that needs nothing else, and the same as {@code report.json}. */
final class ChaosReport {

  private final Map<String, String> machine;
  private final List<String> pages = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final JsonArrayBuilder sites = Json.createArrayBuilder();

  ChaosReport(Map<String, String> machine) {
    this.machine = machine;
  }

  /** What did not take place, and why. */
  void skipped(String what, String why) {
    System.out.printf("skipped: %s: %s%n", what, why);
    pages.add("<h2>%s</h2><p class='no'>Skipped: %s</p>".formatted(what, Page.text(why)));
  }

  void add(Site site) {
    failures.addAll(site.failures());
    pages.add(
        """
        <h2>%s</h2>
        <p>Accepted %,d, delivered %,d, lost <b>%d</b>; delivered again %d, of these not in flight at a fault <b>%d</b>.</p>
        <div class='plots'>%s%s</div>%s"""
            .formatted(
                Page.text(site.name()),
                site.ledger().accepted(),
                site.ledger().arrived(),
                site.ledger().outstanding().size(),
                site.observations().stream().mapToLong(Observation::repeated).sum(),
                site.observations().stream().mapToLong(Observation::repeatedNotInFlight).sum(),
                rates(site),
                lag(site),
                table(site)));
    addJson(site);
  }

  void failed(String what, Throwable why) {
    failures.add(what + ": " + why);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.html"), html());
    Files.writeString(
        folder.resolve("report.json"),
        Json.createObjectBuilder()
            .add("machine", Json.createObjectBuilder(Map.copyOf(machine)))
            .add("sites", sites)
            .add("failures", Json.createArrayBuilder(failures))
            .build()
            .toString());
  }

  private String html() {
    String facts =
        machine.entrySet().stream()
            .map(
                fact -> "<tr><td>%s</td><td>%s</td></tr>".formatted(fact.getKey(), fact.getValue()))
            .collect(Collectors.joining());
    String verdict =
        failures.isEmpty()
            ? "<p class='yes'>Nothing lost, everything healed.</p>"
            : failures.stream()
                .map(failure -> "<p class='no'>%s</p>".formatted(Page.text(failure)))
                .collect(Collectors.joining());
    String body =
        """
        %s
        <p>Accepted: answered with 2xx. Normal: events are accepted, and none that was accepted waits longer than two seconds.
        In flight: the server had it in hand when it died, by the tables that it left. Only this may arrive again.</p>
        <table>%s</table>%s
        """
            .formatted(verdict, facts, String.join("", pages));
    return Page.html("Herald: faults on purpose", body);
  }

  private static String rates(Site site) {
    List<Timeline.Sample> samples = site.timeline().samples();
    List<Double> seconds = new ArrayList<>();
    List<Double> accepted = new ArrayList<>();
    List<Double> delivered = new ArrayList<>();
    for (int i = 2; i < samples.size(); i += 2) {
      Timeline.Sample before = samples.get(i - 2);
      Timeline.Sample now = samples.get(i);
      double time = Math.max(0.1, now.second() - before.second());
      seconds.add(now.second());
      accepted.add((now.accepted() - before.accepted()) / time);
      delivered.add((now.delivered() - before.delivered()) / time);
    }
    double most = Math.max(1, delivered.stream().mapToDouble(Double::doubleValue).max().orElse(1));
    Plot plot = plot(site, most, "/s");
    plot.line("accepted", seconds, accepted);
    plot.line("delivered", seconds, delivered);
    return plot.svg(site.name() + ": events per second; a stroke below the axis is a fault");
  }

  private static String lag(Site site) {
    List<Timeline.Sample> samples = site.timeline().samples();
    double most =
        Math.max(1, samples.stream().mapToDouble(Timeline.Sample::lagSeconds).max().orElse(1));
    Plot plot = plot(site, most, " s");
    plot.line(
        "lag",
        samples.stream().map(Timeline.Sample::second).toList(),
        samples.stream().map(Timeline.Sample::lagSeconds).toList());
    return plot.svg(site.name() + ": age of the oldest event that was accepted and not delivered");
  }

  private static Plot plot(Site site, double most, String unit) {
    List<Timeline.Sample> samples = site.timeline().samples();
    double end = samples.isEmpty() ? 1 : samples.get(samples.size() - 1).second();
    Plot plot = Plot.linear(end, most, unit).seconds();
    for (Observation each : site.observations()) {
      plot.mark(
          site.timeline().second(each.from()), site.timeline().second(each.over()), each.fault());
    }
    return plot;
  }

  private static String table(Site site) {
    return site.observations().stream()
        .map(
            each ->
                "<tr><td class='n'>%s s</td><td>%s</td><td class='n'>%s s</td><td class='n %s'>%s</td><td class='n'>%,d</td><td class='n'>%,d</td><td class='n'>%,d</td><td class='n'>%,d</td><td class='n'>%,d</td><td class='n %s'>%d</td><td>%s</td></tr>"
                    .formatted(
                        Page.number(site.timeline().second(each.from())),
                        Page.text(each.fault()),
                        Page.number(each.faultSeconds()),
                        each.normal().isPresent() ? "yes" : "no",
                        each.normal().isPresent()
                            ? Page.number(each.secondsUntilNormal()) + " s"
                            : "never",
                        each.accepted(),
                        each.arrived(),
                        each.refused(),
                        each.repeated(),
                        each.inFlight(),
                        each.repeatedNotInFlight() == 0 ? "yes" : "no",
                        each.repeatedNotInFlight(),
                        Page.text(each.remark())))
        .collect(
            Collectors.joining(
                "",
                "<table><tr><th>At</th><th>Fault</th><th>Lasted</th><th>Normal after</th><th>Accepted</th><th>Delivered</th><th>Refused</th><th>Again</th><th>In flight</th><th>Again, not in flight</th><th></th></tr>",
                "</table>"));
  }

  private void addJson(Site site) {
    JsonArrayBuilder faults = Json.createArrayBuilder();
    for (Observation each : site.observations()) {
      faults.add(
          Json.createObjectBuilder()
              .add("fault", each.fault())
              .add("at", each.from().toString())
              .add("seconds", each.faultSeconds())
              .add("secondsUntilNormal", each.secondsUntilNormal())
              .add("accepted", each.accepted())
              .add("delivered", each.arrived())
              .add("refused", each.refused())
              .add("again", each.repeated())
              .add("inFlight", each.inFlight())
              .add("againNotInFlight", each.repeatedNotInFlight())
              .add("remark", each.remark()));
    }
    JsonArrayBuilder samples = Json.createArrayBuilder();
    for (Timeline.Sample sample : site.timeline().samples()) {
      samples.add(
          Json.createArrayBuilder()
              .add(sample.second())
              .add(sample.accepted())
              .add(sample.delivered())
              .add(sample.lagSeconds()));
    }
    sites.add(
        Json.createObjectBuilder()
            .add("name", site.name())
            .add("accepted", site.ledger().accepted())
            .add("delivered", site.ledger().arrived())
            .add("lost", site.ledger().outstanding().size())
            .add("faults", faults)
            .add("secondAcceptedDeliveredLag", samples));
  }
}
