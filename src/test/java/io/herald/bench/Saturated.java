package io.herald.bench;

import static io.herald.bench.Stage.SINGLE;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** As much as goes in, and how fast all of it comes out. */
final class Saturated {

  private static final int PRODUCERS = 8;
  private static final Duration NOTHING = Duration.ofSeconds(2);

  /** Where what was accepted is delivered for as long again. */
  private static final Duration SHORT = Stage.RUN.dividedBy(2);

  private Saturated() {}

  /** The server gets faster for minutes: what is compared with a ceiling comes last. */
  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "fanout-10",
            "POST /v1/events one by one, ten webhooks each",
            stage -> fanOut(stage, "fanout-10", "bench.ten", 10, SHORT)),
        new Scenario(
            "fanout-100",
            "POST /v1/events one by one, a hundred webhooks each; shorter, since it all has to be delivered",
            stage -> fanOut(stage, "fanout-100", "bench.hundred", 100, Stage.RUN.dividedBy(3))),
        new Scenario(
            "in-process",
            PRODUCERS + " threads of the server fire a CustomEvent in a transaction each",
            Saturated::inProcess),
        new Scenario(
            "rest",
            "POST /v1/events one by one, one webhook each, 64 connections; in turns with a null POST: the same body and token, to a JAX-RS resource that does nothing",
            Saturated::rest),
        new Scenario("rest-array", "POST /v1/events in arrays of 100", Saturated::arrays));
  }

  /** In turns, because a server gets faster for minutes: neither is measured colder. */
  private static List<Figure> rest(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    List<Double> nothing = new ArrayList<>();
    List<Figure> nothingCosts = List.of();
    Runs runs = new Runs(stage, "rest");
    if (Stage.PROFILED) {
      stage.postgres().countStatements();
    }
    List<Figure> cores = List.of();
    try (DatabaseCost cost = stage.cost()) {
      for (int i = 0; i < Stage.RUNS; i++) {
        Cores used = stage.cores(product);
        Load.Result result = stage.load(product, Template.nothing(product), NOTHING);
        if (result.refused() > 0) {
          throw new IllegalStateException(result.refused() + " null POSTs refused");
        }
        nothingCosts = used.usedForEach("rest", "null POST", result.accepted());
        nothing.add(Stage.perSecond(result));
        cores = run(stage, product, runs, Template.inTurns(product, SINGLE, 1), 1, 1, Stage.RUN);
      }
      if (Stage.PROFILED) {
        Stage.say("statements\n" + stage.postgres().busiest());
        stage.postgres().stopCounting();
      }
      List<Figure> figures = figures(runs, cost, cores, "rest");
      figures.add(Figure.of("rest", "null POST", "/s", nothing));
      figures.addAll(nothingCosts);
      return figures;
    }
  }

  private static List<Figure> arrays(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    Runs runs = new Runs(stage, "rest-array");
    List<Figure> cores = List.of();
    try (DatabaseCost cost = stage.cost()) {
      for (int i = 0; i < Stage.RUNS; i++) {
        cores = run(stage, product, runs, Template.inTurns(product, SINGLE, 100), 100, 1, SHORT);
      }
      return figures(runs, cost, cores, "rest-array");
    }
  }

  private static List<Figure> fanOut(
      Stage stage, String scenario, String type, int webhooks, Duration duration) throws Exception {
    stage.onPostgres();
    Runs runs = new Runs(stage, scenario);
    List<Figure> cores = List.of();
    try (DatabaseCost cost = stage.cost()) {
      for (int i = 0; i < Stage.RUNS; i++) {
        cores = fanOut(stage, runs, type, webhooks, duration);
      }
      return figures(runs, cost, cores, scenario);
    }
  }

  private static List<Figure> figures(
      Runs runs, DatabaseCost cost, List<Figure> cores, String scenario) throws SQLException {
    List<Figure> figures = new ArrayList<>(runs.figures());
    figures.addAll(cost.perDelivery(scenario, runs.deliveries()));
    figures.addAll(cores);
    return figures;
  }

  /** One run on the server of most scenarios. */
  static List<Figure> fanOut(Stage stage, Runs runs, String type, int webhooks, Duration duration)
      throws Exception {
    Product product = stage.onPostgres();
    return run(stage, product, runs, Template.of(product, type), 1, webhooks, duration);
  }

  /**
   * One run; what it delivers is added to {@code runs}. Returns the cores that all took while it
   * was accepted, and the processor time for each delivery until it was settled.
   */
  static List<Figure> run(
      Stage stage,
      Product product,
      Runs runs,
      Template template,
      int eventsPerRequest,
      int webhooks,
      Duration duration)
      throws Exception {
    stage.receiver().reset();
    Cores cores = stage.cores(product);
    Load.Result load = stage.load(product, template, duration);
    List<Figure> used = new ArrayList<>(cores.used(runs.name()));
    runs.add(
        load.accepted() * eventsPerRequest,
        load.accepted() * eventsPerRequest * webhooks,
        load.refused(),
        load.startedAt(),
        load.seconds());
    used.addAll(
        cores.usedForEach(runs.name(), "delivery", load.accepted() * eventsPerRequest * webhooks));
    return used;
  }

  private static List<Figure> inProcess(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    String fire =
        "/v1/bench/fire?millis=%d&threads=%d&types=%d&pad=%d"
            .formatted(Stage.RUN.toMillis(), PRODUCERS, SINGLE, Template.PAD);
    product.call("POST", fire, "");
    stage.settle();
    Runs runs = new Runs(stage, "in-process");
    List<Figure> cores = List.of();
    try (DatabaseCost cost = stage.cost()) {
      for (int i = 0; i < Stage.RUNS; i++) {
        stage.receiver().reset();
        Cores used = stage.cores(product);
        long start = System.nanoTime();
        long fired = Long.parseLong(product.call("POST", fire, ""));
        cores = new ArrayList<>(used.used("in-process"));
        runs.add(fired, fired, 0, start, (System.nanoTime() - start) / 1e9);
        cores.addAll(used.usedForEach("in-process", "delivery", fired));
      }
      return figures(runs, cost, cores, "in-process");
    }
  }
}
