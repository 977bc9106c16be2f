package io.herald.bench;

import static io.herald.bench.Stage.SINGLE;

import io.herald.delivery.DatabaseCeiling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All scenarios, in the order in which they are run. */
final class Scenarios {

  private static final int RUNS = Integer.getInteger("bench.runs", 3);
  private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("bench.seconds", 5));
  private static final int PRODUCERS = 8;

  private Scenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "start",
            "java -jar herald-micro.jar on an empty PostgreSQL database, until /health/ready answers 200; memory 10 s later",
            Scenarios::start),
        new Scenario("idle", "the same server, nothing to do for 20 s", Scenarios::idle),
        new Scenario(
            "ceiling-http",
            "the bare asynchronous Apache client against the same receiver, 256 in flight",
            Scenarios::http),
        new Scenario(
            "ceiling-database",
            "PostgreSQL alone, the product's statements through JDBC: recorded and settled",
            Scenarios::database),
        new Scenario(
            "rest",
            "POST /v1/events one by one, one webhook each, 64 connections; in turns with a null POST: the same body and token, to a JAX-RS resource that does nothing",
            Scenarios::rest),
        new Scenario(
            "rest-array",
            "POST /v1/events in arrays of 100",
            stage -> saturated(stage, stage.onPostgres(), "rest-array", 100, null, 1)),
        new Scenario(
            "fanout-10",
            "POST /v1/events one by one, ten webhooks each",
            stage -> saturated(stage, stage.onPostgres(), "fanout-10", 1, "bench.ten", 10)),
        new Scenario(
            "fanout-100",
            "POST /v1/events one by one, a hundred webhooks each",
            stage -> saturated(stage, stage.onPostgres(), "fanout-100", 1, "bench.hundred", 100)),
        new Scenario(
            "in-process",
            PRODUCERS + " threads of the server fire a CustomEvent in a transaction each",
            Scenarios::inProcess),
        new Scenario(
            "steady-100", "POST /v1/events at 100/s", stage -> steady(stage, "steady-100", 100)),
        new Scenario(
            "steady-30",
            "POST /v1/events at 30 % of what a saturated run just before delivers",
            Scenarios::steady30),
        new Scenario(
            "h2",
            "as rest, on embedded H2 with its log forced to disk at each commit",
            stage -> saturated(stage, stage.onH2(), "h2", 1, null, 1)));
  }

  private static List<Figure> start(Stage stage) throws Exception {
    List<Double> seconds = new ArrayList<>();
    List<Double> megabytes = new ArrayList<>();
    for (int i = 0; i < Math.min(2, RUNS); i++) {
      Map<String, String> settings = stage.onPostgres("start_" + i);
      try (Product product = Product.runnable(Stage.FOLDER.resolve("start-" + i), settings)) {
        seconds.add(product.startSeconds());
        Thread.sleep(10_000);
        product.residentMegabytes().ifPresent(megabytes::add);
      }
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("start", "seconds to ready", "s", seconds));
    if (!megabytes.isEmpty()) {
      figures.add(Figure.of("start", "memory at rest (RSS, heap up to 1 GB)", "MB", megabytes));
    }
    return figures;
  }

  private static List<Figure> idle(Stage stage) throws Exception {
    Map<String, String> settings = stage.onPostgres("idle");
    try (Product product = Product.runnable(Stage.FOLDER.resolve("idle"), settings)) {
      Thread.sleep(15_000); // what a server still does after its start
      stage.postgres().countStatements();
      long start = System.nanoTime();
      Duration cpu = product.cpu();
      Thread.sleep(20_000);
      double seconds = (System.nanoTime() - start) / 1e9;
      double busy = product.cpu().minus(cpu).toMillis() / 10.0 / seconds;
      double statements = stage.postgres().statements("idle") / seconds;
      if (Stage.PROFILED) {
        Stage.say("statements of an idle server\n" + stage.postgres().busiest());
      }
      stage.postgres().stopCounting();
      return List.of(
          Figure.of("idle", "idle processor time, % of a core", "%", busy),
          Figure.of("idle", "idle statements", "/s", statements));
    }
  }

  private static List<Figure> http(Stage stage) throws Exception {
    try (HttpCeiling ceiling = new HttpCeiling(stage.receiver().port())) {
      ceiling.perSecond(Duration.ofSeconds(4));
      List<Double> runs = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        runs.add(ceiling.perSecond(Duration.ofSeconds(3)));
      }
      return List.of(Figure.of("ceiling-http", "bare HTTP client", "/s", runs));
    }
  }

  private static List<Figure> database(Stage stage) throws Exception {
    DatabaseCeiling ceiling =
        new DatabaseCeiling(stage.postgres().createDatabase("ceiling"), Template.PAD);
    ceiling.perSecond(2, 200, Duration.ofSeconds(4));
    List<Double> grouped = new ArrayList<>();
    List<Double> single = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      grouped.add(ceiling.perSecond(2, 200, Duration.ofSeconds(3)));
      single.add(ceiling.perSecond(PRODUCERS, 1, Duration.ofSeconds(3)));
    }
    return List.of(
        Figure.of("ceiling-database", "PostgreSQL alone, 200 events per commit", "/s", grouped),
        Figure.of("ceiling-database", "PostgreSQL alone, 1 event per commit", "/s", single));
  }

  /** In turns, because a server gets faster for minutes: neither is measured colder. */
  private static List<Figure> rest(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    List<Double> nothing = new ArrayList<>();
    Runs runs = new Runs(stage, "rest");
    if (Stage.PROFILED) {
      stage.postgres().countStatements();
    }
    for (int i = 0; i < RUNS; i++) {
      Load.Result result = stage.load(product, Template.nothing(product), Duration.ofSeconds(3));
      if (result.refused() > 0) {
        throw new IllegalStateException(result.refused() + " null POSTs refused");
      }
      nothing.add(result.accepted() / result.seconds());
      saturate(stage, product, runs, Template.inTurns(product, SINGLE, 1), 1, 1, RUN);
    }
    if (Stage.PROFILED) {
      Stage.say("statements\n" + stage.postgres().busiest());
      stage.postgres().stopCounting();
    }
    List<Figure> figures = new ArrayList<>(runs.figures());
    figures.add(Figure.of("rest", "null POST", "/s", nothing));
    return figures;
  }

  /**
   * As much as goes in, and how fast all of it comes out.
   *
   * @param type null: events take turns among the webhooks with a type of their own
   */
  private static List<Figure> saturated(
      Stage stage,
      Product product,
      String scenario,
      int eventsPerRequest,
      @Nullable String type,
      int fanOut)
      throws Exception {
    Runs runs = new Runs(stage, scenario);
    Duration duration = fanOut > 10 ? RUN.dividedBy(2) : RUN; // it all has to be delivered
    for (int i = 0; i < RUNS; i++) {
      Template template =
          type == null
              ? Template.inTurns(product, SINGLE, eventsPerRequest)
              : Template.of(product, type);
      saturate(stage, product, runs, template, eventsPerRequest, fanOut, duration);
    }
    return runs.figures();
  }

  private static void saturate(
      Stage stage,
      Product product,
      Runs runs,
      Template template,
      int eventsPerRequest,
      int fanOut,
      Duration duration)
      throws Exception {
    stage.receiver().reset();
    Load.Result load = stage.load(product, template, duration);
    runs.add(
        load.accepted() * eventsPerRequest,
        load.accepted() * eventsPerRequest * fanOut,
        load.refused(),
        load.startedAt(),
        load.seconds());
  }

  private static List<Figure> inProcess(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    String fire =
        "/v1/bench/fire?millis=%d&threads=%d&types=%d&pad=%d"
            .formatted(RUN.toMillis(), PRODUCERS, SINGLE, Template.PAD);
    product.call("POST", fire, "");
    stage.settle();
    Runs runs = new Runs(stage, "in-process");
    for (int i = 0; i < RUNS; i++) {
      stage.receiver().reset();
      long start = System.nanoTime();
      long fired = Long.parseLong(product.call("POST", fire, ""));
      runs.add(fired, fired, 0, start, (System.nanoTime() - start) / 1e9);
    }
    return runs.figures();
  }

  private static List<Figure> steady(Stage stage, String scenario, double perSecond)
      throws Exception {
    Product product = stage.onPostgres();
    List<Latencies> received = new ArrayList<>();
    List<Latencies> answered = new ArrayList<>();
    long missing = 0;
    List<Long> series = List.of();
    for (int i = 0; i < RUNS; i++) {
      stage.receiver().reset();
      Load.Result load =
          stage.load(
              product, Template.inTurns(product, SINGLE, 1), perSecond, Duration.ofSeconds(8));
      ReceiverProcess.Stats stats = stage.delivered(load.accepted());
      missing += load.accepted() - stats.distinct() + load.refused();
      received.add(stats.latencies());
      answered.add(load.answered());
      series = stats.series();
    }
    Latencies latencies = Latencies.median(received);
    return List.of(
        new Figure(
            scenario,
            scenario + " received, p50",
            "ms",
            received.stream().map(Latencies::p50).toList(),
            latencies,
            series),
        Figure.of(
            scenario,
            scenario + " received, p99",
            "ms",
            received.stream().map(Latencies::p99).toList()),
        Figure.of(
            scenario,
            scenario + " answered, p50",
            "ms",
            answered.stream().map(Latencies::p50).toList()),
        Figure.of(
            scenario,
            scenario + " answered, p99",
            "ms",
            answered.stream().map(Latencies::p99).toList()),
        Figure.of(scenario, scenario + " missing", "", (double) missing));
  }

  private static List<Figure> steady30(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    stage.receiver().reset();
    Load.Result load =
        stage.load(product, Template.inTurns(product, SINGLE, 1), Duration.ofSeconds(4));
    ReceiverProcess.Stats stats = stage.delivered(load.accepted());
    double saturation = stats.distinct() / ((stats.last() - load.startedAt()) / 1e9);
    Stage.say("saturation: %.0f/s".formatted(saturation));
    return steady(stage, "steady-30", 0.3 * saturation);
  }
}
