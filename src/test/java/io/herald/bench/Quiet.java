package io.herald.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server that has nothing to do: just started, and after minutes of work. */
final class Quiet {

  private static final Duration AFTER_START = Duration.ofSeconds(20);
  private static final Duration AFTER_WORK = Duration.ofSeconds(30);
  private static final Duration WATCHED = Duration.ofSeconds(15);

  private Quiet() {}

  static List<Scenario> young() {
    return List.of(
        new Scenario(
            "idle-young",
            "java -jar herald-micro.jar on an empty PostgreSQL database, until /health/ready answers 200; 20 s after it and a bare Payara Micro, without the WAR, are up, nothing to do for 15 s",
            Quiet::young));
  }

  static List<Scenario> afterWork() {
    return List.of(
        new Scenario(
            "idle",
            "the server of the scenarios before, warm: nothing to do, each run for 15 s",
            Quiet::afterWork));
  }

  private static List<Figure> young(Stage stage) throws Exception {
    stage.stopServers();
    Map<String, String> settings = stage.onPostgres("idle");
    try (Product product = Product.runnable(Stage.FOLDER.resolve("server-idle"), settings);
        Product bare = Product.bare(Stage.FOLDER.resolve("server-bare"))) {
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.of("idle-young", "seconds to ready", "s", product.startSeconds()));
      Thread.sleep(AFTER_START.toMillis()); // what a server still does after its start
      product
          .residentMegabytes()
          .ifPresent(
              megabytes ->
                  figures.add(
                      Figure.of(
                          "idle-young", "memory at rest (RSS, heap up to 1 GB)", "MB", megabytes)));
      figures.addAll(watch(stage, "idle-young", "idle", 1, product, bare));
      return figures;
    }
  }

  private static List<Figure> afterWork(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    stage.settle();
    Thread.sleep(AFTER_WORK.toMillis());
    return watch(stage, "idle", stage.database(), Stage.RUNS, product);
  }

  private static List<Figure> watch(
      Stage stage,
      String scenario,
      String database,
      int windows,
      Product product,
      Product... others)
      throws Exception {
    stage.postgres().countStatements();
    long start = System.nanoTime();
    Idle idle = new Idle(product);
    List<Idle> beside = Stream.of(others).map(Idle::new).toList();
    for (int i = 0; i < windows; i++) {
      idle.begin();
      for (Idle other : beside) {
        other.begin();
      }
      Thread.sleep(WATCHED.toMillis());
      idle.end();
      for (Idle other : beside) {
        other.end();
      }
    }
    List<Figure> figures = new ArrayList<>(idle.figures(scenario, scenario));
    for (Idle other : beside) {
      figures.addAll(other.figures(scenario, scenario + ": bare Payara Micro"));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double statements = stage.postgres().statements(database) / seconds;
    if (Stage.PROFILED) {
      Stage.say("statements of an idle server\n" + stage.postgres().busiest());
    }
    stage.postgres().stopCounting();
    figures.add(Figure.of(scenario, scenario + " statements", "/s", statements));
    return figures;
  }

  /** What a process takes, window by window. */
  private static final class Idle {

    private final Product product;
    private final List<Double> busy = new ArrayList<>();
    private final List<Double> compiling = new ArrayList<>();
    private long begin;
    private Duration cpu = Duration.ZERO;
    private Duration compiler = Duration.ZERO;

    Idle(Product product) {
      this.product = product;
    }

    void begin() throws IOException {
      begin = System.nanoTime();
      cpu = product.cpu();
      compiler = product.compilerCpu();
    }

    void end() throws IOException {
      double seconds = (System.nanoTime() - begin) / 1e9;
      busy.add(product.cpu().minus(cpu).toMillis() / 10.0 / seconds);
      compiling.add(product.compilerCpu().minus(compiler).toMillis() / 10.0 / seconds);
    }

    List<Figure> figures(String scenario, String name) {
      return List.of(
          Figure.of(scenario, name + " processor time, % of a core", "%", busy),
          Figure.of(scenario, name + ": of it the JIT compiler", "%", compiling),
          Figure.of(
              scenario, name + ": age of the server", "min", product.age().toMillis() / 60_000.0));
    }
  }
}
