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

  /** A minute, unless runs are made shorter. */
  private static final Duration TOGETHER = Stage.RUN.multipliedBy(15);

  private static final Duration UNTIL_KILLED = Duration.ofSeconds(5);
  private static final Duration AFTER = Duration.ofSeconds(10);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private TwoNodes() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "two-nodes",
            "as rest, on two nodes for %d s; one is killed (kill -9) under load; then the other alone"
                .formatted(TOGETHER.toSeconds()),
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
        figures.addAll(together(stage, one, two));
        figures.addAll(kill(stage, one, two, sql));
        figures.addAll(alone(stage, one));
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

  private static BackgroundLoad load(Product node, Duration duration) {
    return new BackgroundLoad(
        node, Stage.CONNECTIONS / 2, Template.inTurns(node, SINGLE, 1), duration);
  }

  /** Young servers get faster: the second half is what counts. */
  private static List<Figure> together(Stage stage, Product one, Product two) throws Exception {
    stage.receiver().reset();
    long accepted;
    try (BackgroundLoad first = load(one, TOGETHER);
        BackgroundLoad second = load(two, TOGETHER)) {
      accepted = accepted(first.result(), second.result());
    }
    ReceiverProcess.Stats stats = stage.delivered(accepted);
    stage.settle();
    long duplicates = stage.receiver().stats().duplicates();
    double seconds = TOGETHER.toMillis() / 1000.0;
    double rate = stats.course().perSecond(seconds / 2, seconds);
    Stage.say("two nodes: %.0f delivered/s, %d twice".formatted(rate, duplicates));
    return List.of(
        new Figure(
            "two-nodes",
            "two-nodes: delivered, second half",
            "/s",
            List.of(rate),
            stats.latencies(),
            stats.course()),
        count("delivered in all", stats.distinct()),
        count("missing", accepted - stats.distinct()),
        count("delivered twice while both live", duplicates));
  }

  private static long accepted(Load.Result one, Load.Result two) {
    if (one.lost() + two.lost() > 0) {
      throw new IllegalStateException("a server closed connections");
    }
    return one.accepted() + two.accepted();
  }

  private static List<Figure> kill(Stage stage, Product one, Product two, Sql sql)
      throws Exception {
    stage.receiver().reset();
    try (BackgroundLoad first = load(one, UNTIL_KILLED.plus(AFTER));
        BackgroundLoad second = load(two, UNTIL_KILLED.plus(AFTER))) {
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

  /** The survivor: as old as the two were, or older. */
  private static List<Figure> alone(Stage stage, Product survivor) throws Exception {
    Runs runs = new Runs(stage, "two-nodes: survivor alone");
    for (int i = 0; i < 2; i++) {
      Saturated.run(stage, survivor, runs, Template.inTurns(survivor, SINGLE, 1), 1, 1, Stage.RUN);
    }
    return runs.figures("two-nodes");
  }

  private static Figure count(String name, long value) {
    return Figure.count("two-nodes", "two-nodes: " + name, value);
  }

  private static Figure value(String name, String unit, double value) {
    return Figure.of("two-nodes", "two-nodes: " + name, unit, value);
  }
}
