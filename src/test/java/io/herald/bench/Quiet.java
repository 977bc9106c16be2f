package io.herald.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server that has just started, and then nothing to do. */
final class Quiet {

  private static final Duration AFTER_START = Duration.ofSeconds(30);
  private static final Duration WATCHED = Duration.ofSeconds(15);

  private Quiet() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "idle",
            "java -jar herald-micro.jar on an empty PostgreSQL database, until /health/ready"
                + " answers 200; 30 s later, nothing to do for 15 s",
            Quiet::idle));
  }

  private static List<Figure> idle(Stage stage) throws Exception {
    stage.stopServers();
    Map<String, String> settings = stage.onPostgres("idle");
    try (Product product = Product.runnable(Stage.FOLDER.resolve("server-idle"), settings)) {
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.of("idle", "seconds to ready", "s", product.startSeconds()));
      Thread.sleep(AFTER_START.toMillis()); // what a server still does after its start
      product
          .residentMegabytes()
          .ifPresent(
              megabytes ->
                  figures.add(
                      Figure.of("idle", "memory at rest (RSS, heap up to 1 GB)", "MB", megabytes)));
      stage.postgres().countStatements();
      long start = System.nanoTime();
      Duration cpu = product.cpu();
      Duration jit = product.compilerCpu();
      Thread.sleep(WATCHED.toMillis());
      double seconds = (System.nanoTime() - start) / 1e9;
      double busy = product.cpu().minus(cpu).toMillis() / 10.0 / seconds;
      double compiling = product.compilerCpu().minus(jit).toMillis() / 10.0 / seconds;
      double statements = stage.postgres().statements("idle") / seconds;
      if (Stage.PROFILED) {
        Stage.say("statements of an idle server\n" + stage.postgres().busiest());
      }
      stage.postgres().stopCounting();
      figures.add(Figure.of("idle", "idle processor time, % of a core", "%", busy));
      figures.add(Figure.of("idle", "idle: of it the JIT compiler", "%", compiling));
      figures.add(Figure.of("idle", "idle statements", "/s", statements));
      return figures;
    }
  }
}
