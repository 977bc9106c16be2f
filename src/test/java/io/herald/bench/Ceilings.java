package io.herald.bench;

import io.herald.delivery.DatabaseCeiling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the machine does without the product. */
final class Ceilings {

  static final String HTTP = "bare HTTP client";
  static final String GROUPED = "PostgreSQL alone, 200 events per commit";
  static final String SINGLE = "PostgreSQL alone, 1 event per commit";

  private static final Duration WARM = Duration.ofSeconds(4);
  private static final Duration RUN = Duration.ofSeconds(2);

  private Ceilings() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "ceiling-http",
            "the bare asynchronous Apache client against the same receiver, 256 in flight",
            Ceilings::http),
        new Scenario(
            "ceiling-database",
            "PostgreSQL alone, the product's statements through JDBC: recorded and settled",
            Ceilings::database));
  }

  private static List<Figure> http(Stage stage) throws Exception {
    try (HttpCeiling ceiling = new HttpCeiling(stage.receiver().port())) {
      ceiling.perSecond(WARM);
      List<Double> runs = new ArrayList<>();
      for (int i = 0; i < Stage.RUNS; i++) {
        runs.add(ceiling.perSecond(RUN));
      }
      return List.of(Figure.of("ceiling-http", HTTP, "/s", runs));
    }
  }

  private static List<Figure> database(Stage stage) throws Exception {
    DatabaseCeiling ceiling =
        new DatabaseCeiling(stage.postgres().createDatabase("ceiling"), Template.PAD);
    ceiling.perSecond(2, 200, WARM);
    List<Double> grouped = new ArrayList<>();
    List<Double> single = new ArrayList<>();
    for (int i = 0; i < Stage.RUNS; i++) {
      grouped.add(ceiling.perSecond(2, 200, RUN));
      single.add(ceiling.perSecond(8, 1, RUN));
    }
    return List.of(
        Figure.of("ceiling-database", GROUPED, "/s", grouped),
        Figure.of("ceiling-database", SINGLE, "/s", single));
  }
}
