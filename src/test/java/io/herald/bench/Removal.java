package io.herald.bench;

import static io.herald.bench.Stage.SINGLE;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Retention under load: what is old is removed while deliveries go on. */
final class Removal {

  private static final int ROWS = 300_000;
  private static final Duration AGE = Duration.ofDays(40);

  /** Of load before the full minute, at which the product begins to remove. */
  private static final Duration BEFORE = Duration.ofSeconds(8);

  private static final Duration DURING = Duration.ofSeconds(8);

  /** What it takes to fill in the rows, generously. */
  private static final Duration FILLING = Duration.ofSeconds(12);

  private Removal() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "retention",
            "as rest, %d s before and %d s after the product begins to remove %,d deliveries that are 40 days old"
                .formatted(BEFORE.toSeconds(), DURING.toSeconds(), ROWS),
            Removal::play));
  }

  private static List<Figure> play(Stage stage) throws Exception {
    Product product = stage.onPostgres();
    long webhook = product.register(stage.receiver().url(), "bench.old");
    try (Tables tables = stage.tables()) {
      tables.empty();
      Instant minute = nextMinute();
      sleepUntil(minute.minus(FILLING).minus(BEFORE));
      Stage.say("filling in %,d old deliveries".formatted(ROWS));
      tables.messages(ROWS, AGE);
      tables.delivered(String.valueOf(webhook), ROWS, AGE);
      tables.attempts(1, ROWS, AGE);
      tables.finish();
      sleepUntil(minute.minus(BEFORE));
      stage.receiver().reset();
      Load.Result load =
          stage.load(product, Template.inTurns(product, SINGLE, 1), BEFORE.plus(DURING));
      long left = tables.count("message", "body = '{\"pad\":\"short\"}'");
      ReceiverProcess.Stats stats = stage.delivered(load.accepted());
      double begin = (load.startedAt() - stats.since()) / 1e9;
      double boundary = begin + BEFORE.toSeconds();
      double before = stats.course().perSecond(begin + 1, boundary);
      double during = stats.course().perSecond(boundary + 1, boundary + DURING.toSeconds());
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.of("retention", "retention: delivered before", "/s", before));
      figures.add(
          new Figure(
              "retention",
              "retention: delivered while it runs",
              "/s",
              List.of(during),
              stats.latencies(),
              stats.course()));
      figures.add(
          Figure.of(
              "retention",
              "retention: longest pause",
              "ms",
              stats.course().longestPauseMillis(boundary, boundary + DURING.toSeconds())));
      figures.add(Figure.count("retention", "retention: removed meanwhile", ROWS - left));
      figures.add(
          Figure.count("retention", "retention: missing", load.accepted() - stats.distinct()));
      return figures;
    }
  }

  private static Instant nextMinute() {
    Instant earliest = Instant.now().plus(FILLING).plus(BEFORE);
    return earliest.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), time).toMillis()));
  }
}
