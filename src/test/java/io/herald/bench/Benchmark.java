package io.herald.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the scenarios that {@code -Dbench=} names, or all, and writes the report. */
final class Benchmark {

  private static final Logger ROOT = Logger.getLogger("");

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    ROOT.setLevel(Level.WARNING);
    List<Scenario> scenarios = chosen(System.getProperty("bench", ""));
    List<Figure> figures = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    long start = System.nanoTime();
    try (Stage stage = new Stage()) {
      Map<String, String> machine = Machine.facts(stage.postgres().version());
      Report report = new Report(machine, scenarios, figures, failures);
      for (int i = 0; i < scenarios.size(); i++) {
        Scenario scenario = scenarios.get(i);
        Stage.say(
            "[%d/%d, %d s] %s: %s"
                .formatted(
                    i + 1,
                    scenarios.size(),
                    seconds(start),
                    scenario.name(),
                    scenario.description()));
        try {
          List<Figure> measured = scenario.play().on(stage);
          figures.addAll(stage.takeAside());
          for (Figure figure : measured) {
            figures.add(figure);
            Stage.say("  %-58s %s".formatted(figure.name(), Report.value(figure)));
          }
        } catch (Exception e) { // the others are worth having
          failures.put(scenario.name(), e.toString());
          Stage.say("  FAILED");
          e.printStackTrace(System.out);
          stage.stopServers();
        }
        machine.put("took", seconds(start) + " s");
        report.write(Stage.FOLDER); // what is known so far
      }
      System.out.println(report.text());
    }
    Stage.say("%d s in all".formatted(seconds(start)));
    System.exit(failures.isEmpty() ? 0 : 1); // the clients' threads need not be waited for
  }

  private static long seconds(long start) {
    return (System.nanoTime() - start) / 1_000_000_000;
  }

  private static List<Scenario> chosen(String names) throws IOException {
    List<Scenario> all = Scenarios.all();
    if (names.isBlank()) {
      return all;
    }
    Set<String> wanted = Set.of(names.strip().split("\\s*,\\s*"));
    List<Scenario> chosen = all.stream().filter(each -> wanted.contains(each.name())).toList();
    if (chosen.size() < wanted.size()) {
      throw new IllegalArgumentException(
          names + ": choose among " + all.stream().map(Scenario::name).toList());
    }
    return chosen;
  }
}
