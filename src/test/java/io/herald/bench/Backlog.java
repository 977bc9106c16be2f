package io.herald.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One webhook with more than its receiver can take, and healthy ones beside it. */
final class Backlog {

  private static final int ROWS = Integer.getInteger("bench.backlog", 1_000_000);
  private static final Duration AGE = Duration.ofDays(1);
  private static final Duration RUN = Stage.RUN.dividedBy(3);

  private Backlog() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "backlog",
            "100 healthy webhooks as in fanout-100, alone, then beside one with %,d due deliveries whose receiver takes %d a second"
                .formatted(ROWS, Receiver.PACE),
            Backlog::play));
  }

  private static List<Figure> play(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    Runs alone = new Runs(stage, "backlog: healthy alone");
    Runs beside = new Runs(stage, "backlog: healthy beside it");
    try (Tables tables = stage.tables()) {
      tables.empty();
      run(stage, alone);

      long paced =
          product.register(stage.receiver().url(ReceiverProcess.Path.PACED), "bench.paced");
      Stage.say("filling in %,d due deliveries".formatted(ROWS));
      tables.messages(ROWS, AGE);
      tables.waiting(String.valueOf(paced), ROWS, AGE, "now()");
      tables.finish();
      awaitFlow(stage);
      long start = System.nanoTime();
      long before = tables.count("delivery", attempted(paced));
      run(stage, beside);
      double seconds = (System.nanoTime() - start) / 1e9;
      double pace = (tables.count("delivery", attempted(paced)) - before) / seconds;
      double left = tables.count("delivery", "webhook_id = " + paced + " and status = 'pending'");
      tables.empty(); // first: nobody needs to see a million deliveries cancelled
      product.delete(List.of(paced));

      List<Figure> figures = new ArrayList<>(alone.figures("backlog"));
      figures.addAll(beside.figures("backlog"));
      figures.add(Figure.of("backlog", "backlog: taken by the slow receiver", "/s", pace));
      figures.add(Figure.of("backlog", "backlog: still due at the end", "", left));
      return figures;
    }
  }

  private static void run(Stage stage, Runs runs) throws Exception {
    for (int i = 0; i < Stage.RUNS; i++) {
      Saturated.fanOut(stage, runs, "bench.hundred", 100, RUN);
    }
  }

  private static String attempted(long webhook) {
    return "webhook_id = " + webhook + " and attempt_count > 0";
  }

  private static void awaitFlow(Stage stage) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (stage.receiver().count(ReceiverProcess.Path.PACED) < Receiver.PACE) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("nothing of the backlog is sent");
      }
      Thread.sleep(100);
    }
  }
}
