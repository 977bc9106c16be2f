package io.herald.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A thousand webhooks whose receivers answer only after 15 s, and a healthy one beside them. */
final class Hanging {

  private static final int TYPES = 10;
  private static final int WEBHOOKS_PER_TYPE = 100;
  private static final int PACE = 100;
  private static final Duration ALONE = Duration.ofSeconds(10);
  private static final Duration BESIDE = Duration.ofSeconds(16);

  private Hanging() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "hanging",
            "1,000 webhooks whose receivers answer after 15 s, each with an event at once and one more every 10 s; a healthy one with 100 events/s beside them",
            Hanging::play));
  }

  private static List<Figure> play(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    List<Long> webhooks = new ArrayList<>();
    webhooks.add(product.register(stage.receiver().url(), "bench.healthy"));
    for (int i = 0; i < TYPES; i++) {
      webhooks.addAll(
          product.register(
              stage.receiver().url(ReceiverProcess.Path.HANG), type(i), WEBHOOKS_PER_TYPE));
    }
    ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
    try (Jmx jmx = Jmx.of(product.pid())) {
      steady(stage, product, Duration.ofSeconds(2));
      ReceiverProcess.Stats alone = steady(stage, product, ALONE);
      double heapAlone = jmx.liveHeapMegabytes();
      int threadsAlone = jmx.threads();

      stage.receiver().reset();
      for (int i = 0; i < TYPES; i++) {
        product.send(type(i), System.nanoTime());
      }
      AtomicInteger turn = new AtomicInteger();
      AtomicInteger threads = new AtomicInteger();
      var unused =
          feeder.scheduleAtFixedRate(
              () -> {
                threads.accumulateAndGet(jmx.threads(), Math::max);
                send(product, turn.getAndIncrement() % TYPES);
              },
              0,
              1,
              TimeUnit.SECONDS);
      Thread.sleep(2000); // until all places for slow receivers are taken
      long hung = stage.receiver().count(ReceiverProcess.Path.HANG);
      ReceiverProcess.Stats beside = steady(stage, product, BESIDE);
      double heapBeside = jmx.liveHeapMegabytes();
      Stage.say(
          "alone p99 %.1f ms, beside p99 %.1f ms; threads %d, at most %d; live heap %.0f MB, %.0f MB"
              .formatted(
                  alone.latencies().p99(),
                  beside.latencies().p99(),
                  threadsAlone,
                  threads.get(),
                  heapAlone,
                  heapBeside));
      long expected = PACE * (ALONE.toSeconds() + BESIDE.toSeconds());
      return List.of(
          latency("healthy alone", alone),
          value("healthy alone, p99", "ms", alone.latencies().p99()),
          latency("healthy beside hanging", beside),
          value("healthy beside hanging, p99", "ms", beside.latencies().p99()),
          count("hanging attempts under way after 2 s", hung),
          count("threads alone", threadsAlone),
          count("threads grown by", threads.get() - threadsAlone),
          value("live heap alone", "MB", heapAlone),
          value("live heap grown by", "MB", heapBeside - heapAlone),
          count("missing", expected - alone.distinct() - beside.distinct()));
    } finally {
      feeder.shutdownNow();
      product.delete(webhooks);
    }
  }

  private static ReceiverProcess.Stats steady(Stage stage, Product product, Duration duration)
      throws Exception {
    stage.receiver().reset();
    Load.Result load = stage.load(product, Template.of(product, "bench.healthy"), PACE, duration);
    return stage.delivered(load.accepted());
  }

  private static void send(Product product, int type) {
    try {
      product.send(type(type), System.nanoTime());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String type(int number) {
    return "bench.hang." + number;
  }

  private static Figure latency(String name, ReceiverProcess.Stats stats) {
    return new Figure(
        "hanging",
        "hanging: " + name + ", p50",
        "ms",
        List.of(stats.latencies().p50()),
        stats.latencies(),
        stats.course());
  }

  private static Figure count(String name, long value) {
    return Figure.count("hanging", "hanging: " + name, value);
  }

  private static Figure value(String name, String unit, double value) {
    return Figure.of("hanging", "hanging: " + name, unit, value);
  }
}
