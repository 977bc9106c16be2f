package io.herald.bench;

import static io.herald.bench.Stage.SINGLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Two nodes on one database, on the same cores as one; then one of them is killed. */
final class TwoNodes {

  private static final int TURNS = 2;

  private static final Duration UNTIL_KILLED = Duration.ofSeconds(5);
  private static final Duration AFTER = Duration.ofSeconds(10);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private TwoNodes() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "two-nodes",
            "as rest, on two nodes until they get no faster; then on one of them alone and on both, in turns; then one is killed (kill -9) under load",
            TwoNodes::play));
  }

  private static List<Figure> play(Stage stage) throws Exception {
    stage.stopServers();
    Map<String, String> settings = stage.onPostgres("nodes");
    try (Product one = node("one", settings);
        Product two = node("two", settings)) {
      one.registerWebhooks(stage.receiver().url(), SINGLE);
      two.learnOrganization();
      Thread.sleep(1500); // until both know the webhooks
      List<Figure> figures = new ArrayList<>();
      try (Sql sql = stage.postgres().session("nodes")) {
        figures.addAll(live(stage, one, two));
        figures.addAll(kill(stage, one, two, sql));
      }
      return figures;
    }
  }

  private static Product node(String name, Map<String, String> settings) throws Exception {
    java.nio.file.Path folder = Stage.FOLDER.resolve("server-" + name);
    Recursively.delete(folder);
    java.util.HashMap<String, String> own = new java.util.HashMap<>(settings);
    own.put("HERALD_NODE_NAME", name);
    return Product.withBench(folder, own, Stage.recording(name));
  }

  private static BackgroundLoad load(Product node, int connections, Duration duration) {
    return new BackgroundLoad(node, connections, Template.inTurns(node, SINGLE, 1), duration);
  }

  /** Young servers get faster: first both are warmed; then each run has its counterpart. */
  private static List<Figure> live(Stage stage, Product one, Product two) throws Exception {
    Runs warming = new Runs(stage, "two-nodes: both, young");
    stage.aside(
        WarmUp.of(
            "two-nodes",
            List.of(one, two),
            (number, duration) -> together(stage, warming, duration, one, two)));
    Runs both = new Runs(stage, "two-nodes: both");
    Runs alone = new Runs(stage, "two-nodes: one of them alone");
    List<Figure> costsOfBoth = new ArrayList<>();
    List<Figure> costsAlone = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      Product turn = i % 2 == 0 ? one : two;
      Cores cores = stage.cores(turn);
      together(stage, alone, Stage.RUN, turn);
      costsAlone = cores.usedForEach("two-nodes: one of them alone", "delivery", alone.last());
      cores = stage.cores(one, two);
      together(stage, both, Stage.RUN, one, two);
      costsOfBoth = cores.usedForEach("two-nodes: both", "delivery", both.last());
    }
    List<Figure> figures = new ArrayList<>(warming.figures("two-nodes"));
    figures.addAll(alone.figures("two-nodes"));
    figures.addAll(costsAlone);
    figures.addAll(both.figures("two-nodes"));
    figures.addAll(costsOfBoth);
    return figures;
  }

  /** Saturates these nodes with as many connections in all; returns deliveries per second. */
  private static double together(Stage stage, Runs runs, Duration duration, Product... nodes)
      throws Exception {
    stage.receiver().reset();
    long start = System.nanoTime();
    List<BackgroundLoad> loads = new ArrayList<>();
    try {
      for (Product node : nodes) {
        loads.add(load(node, Stage.CONNECTIONS / nodes.length, duration));
      }
      long accepted = 0;
      for (BackgroundLoad load : loads) {
        Load.Result result = load.result();
        if (result.lost() > 0) {
          throw new IllegalStateException("a server closed connections");
        }
        accepted += result.accepted();
      }
      runs.add(accepted, accepted, 0, start, (System.nanoTime() - start) / 1e9);
      return runs.delivered().get(runs.delivered().size() - 1);
    } finally {
      for (BackgroundLoad load : loads) {
        load.close();
      }
    }
  }

  private static List<Figure> kill(Stage stage, Product one, Product two, Sql sql)
      throws Exception {
    stage.receiver().reset();
    int half = Stage.CONNECTIONS / 2;
    try (BackgroundLoad first = load(one, half, UNTIL_KILLED.plus(AFTER));
        BackgroundLoad second = load(two, half, UNTIL_KILLED.plus(AFTER))) {
      Thread.sleep(UNTIL_KILLED.toMillis());
      two.kill();
      long killedAt = System.nanoTime();
      Thread.sleep(200); // what its database sessions had begun is committed or gone
      Set<Long> held = heldBy("two", sql);
      double takenOver = awaitSettled(held, killedAt, sql);
      Stage.say(
          "killed; all of %d deliveries that it held were delivered %.1f s later"
              .formatted(held.size(), takenOver));
      List<Long> accepted = new ArrayList<>(first.result().acceptedAt());
      accepted.addAll(second.result().acceptedAt());
      var unused = stage.delivered(accepted.size());
      stage.settle();
      ReceiverProcess.Stats stats = stage.receiver().stats();
      Set<Long> unexplained = new HashSet<>(stats.duplicateIds());
      unexplained.removeAll(held);
      return List.of(
          new Figure(
              "two-nodes",
              "two-nodes: one killed, p50",
              "ms",
              List.of(stats.latencies().p50()),
              stats.latencies(),
              stats.course()),
          count("held by the killed one", held.size()),
          value("seconds until all that was delivered", "s", takenOver),
          count("one killed, missing", stage.receiver().missing(accepted)),
          count(
              "one killed, left pending",
              sql.number("select count(*) from delivery where status <> 'delivered'")),
          count("one killed, delivered twice", stats.duplicates()),
          count("one killed, twice without having been in flight", unexplained.size()));
    }
  }

  private static Set<Long> heldBy(String node, Sql sql) throws Exception {
    Set<Long> held = new HashSet<>();
    for (String id :
        sql.texts(
            "select d.id from delivery d join node n on n.id = d.claimed_by where d.status = 'pending' and n.name = '%s'"
                .formatted(node))) {
      held.add(Long.valueOf(id));
    }
    return held;
  }

  /** Seconds since a time until none of these waits any more. */
  private static double awaitSettled(Set<Long> ids, long since, Sql sql) throws Exception {
    String pending =
        "select count(*) from delivery where status = 'pending' and id in (%s)"
            .formatted(
                ids.isEmpty() ? "0" : String.join(",", ids.stream().map(String::valueOf).toList()));
    while (sql.number(pending) > 0) {
      if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new IllegalStateException("not taken over within a minute");
      }
      Thread.sleep(100);
    }
    return (System.nanoTime() - since) / 1e9;
  }

  private static Figure count(String name, long value) {
    return Figure.count("two-nodes", "two-nodes: " + name, value);
  }

  private static Figure value(String name, String unit, double value) {
    return Figure.of("two-nodes", "two-nodes: " + name, unit, value);
  }
}
