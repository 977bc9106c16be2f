package io.herald.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether it matters how much has been delivered already, and how much waits. */
final class BigTables {

  private static final int DELIVERED = 1_000_000;
  private static final int WAITING = 100_000;
  private static final int WEBHOOKS = 10_000;
  private static final int LOG_ROWS = Integer.getInteger("bench.rows", 10_000_000);
  private static final int LOG_WITH_ATTEMPTS = 1000;
  private static final int PAGES = 200;

  /** Until the server has compiled what a page needs. */
  private static final int WARM_PAGES = 50;

  private static final Duration RUN = Stage.RUN.dividedBy(2);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private BigTables() {}

  static List<Scenario> throughput() {
    return List.of(
        new Scenario(
            "big-tables",
            "as fanout-10, on empty tables, then with %,d delivered, %,d waiting and %,d webhooks of which 10 match, then on empty ones again"
                .formatted(DELIVERED, WAITING, WEBHOOKS),
            BigTables::throughput));
  }

  static List<Scenario> log() {
    return List.of(
        new Scenario(
            "log",
            "first page of the delivery log of a webhook with %,d deliveries, %d times (or 10 s)"
                .formatted(LOG_ROWS, PAGES),
            BigTables::log));
  }

  private static List<Figure> throughput(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    Runs empty = new Runs(stage, "big-tables: empty");
    Runs full = new Runs(stage, "big-tables: full");
    try (Tables tables = stage.tables()) {
      tables.empty();
      for (int i = 1; i < Stage.RUNS; i++) { // once more at the end
        Saturated.fanOut(stage, empty, "bench.ten", 10, RUN);
      }
      Stage.say("filling");
      tables.empty();
      fill(product, stage, tables);
      Thread.sleep(2000);
      // until the node knows its webhooks; not counted
      Runs first = new Runs(stage, "big-tables: first events");
      Saturated.fanOut(stage, first, "bench.ten", 10, Duration.ofMillis(500));
      for (int i = 0; i < Stage.RUNS; i++) {
        Saturated.fanOut(stage, full, "bench.ten", 10, RUN);
      }
      tables.empty();
      Saturated.fanOut(stage, empty, "bench.ten", 10, RUN);
    }
    List<Figure> figures = new ArrayList<>(empty.figures("big-tables"));
    figures.addAll(full.figures("big-tables"));
    return figures;
  }

  private static void fill(Product product, Stage stage, Tables tables) throws Exception {
    Duration yesterday = Duration.ofDays(1);
    Duration before = Duration.ofDays(3);
    long pattern = product.register(stage.receiver().url(), "bench.other");
    String webhooks = tables.webhooks(pattern, WEBHOOKS);
    tables.messages(WAITING, yesterday);
    tables.waiting(webhooks, WAITING, yesterday, "now() + interval '1 day'");
    tables.messages(DELIVERED, before);
    tables.delivered(webhooks, DELIVERED, before);
    tables.attempts(1, DELIVERED, before);
    tables.finish();
  }

  /** Messages and attempts only for the newest: a page reads those of its own deliveries alone. */
  private static List<Figure> log(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    Duration age = Duration.ofDays(1);
    long webhook = product.register(stage.receiver().url(), "bench.log");
    try (Tables tables = stage.tables()) {
      tables.empty();
      Stage.say("filling in %,d deliveries".formatted(LOG_ROWS));
      tables.logged("delivery", false);
      List<String> indexes = tables.dropIndexes("delivery");
      tables.delivered(String.valueOf(webhook), LOG_ROWS, age);
      tables.restoreIndexes(indexes);
      tables.attempts(LOG_ROWS - LOG_WITH_ATTEMPTS, LOG_WITH_ATTEMPTS, age);
      tables.finish();
      double rows = tables.count("delivery", "true");
      String path = "/v1/webhooks/" + webhook + "/deliveries";
      double first = pages(product, path, WARM_PAGES).get(0);
      List<Double> millis = pages(product, path, PAGES);
      tables.empty(); // gigabytes
      tables.logged("delivery", true);
      product.delete(List.of(webhook));
      List<Double> sorted = millis.stream().sorted().toList();
      return List.of(
          Figure.of("log", "log: rows", "", rows),
          Figure.of("log", "log: first page, first call of all", "ms", first),
          Figure.of("log", "log: first page, p50", "ms", sorted.get(sorted.size() / 2)),
          Figure.of("log", "log: first page, p99", "ms", sorted.get(sorted.size() * 99 / 100)));
    }
  }

  private static List<Double> pages(Product product, String path, int count) throws Exception {
    List<Double> millis = new ArrayList<>();
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int i = 0; i < count && System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      String page = product.call("GET", path, "");
      millis.add((System.nanoTime() - start) / 1e6);
      if (i == 0 && !page.contains("attempts")) {
        throw new IllegalStateException("the page is empty: " + page);
      }
    }
    return millis;
  }
}
