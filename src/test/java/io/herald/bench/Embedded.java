package io.herald.bench;

import static io.herald.bench.Stage.SINGLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The embedded default, H2. */
final class Embedded {

  private static final Duration UNTIL_KILLED = Duration.ofSeconds(3);

  private Embedded() {}

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "h2",
            "as rest, on embedded H2 with its log forced to disk at each commit; then killed (kill"
                + " -9) under load and started again",
            Embedded::play));
  }

  private static List<Figure> play(Stage stage) throws Exception {
    Product product = stage.onH2();
    Runs runs = new Runs(stage, "h2");
    List<Figure> cores = List.of();
    for (int i = 0; i < Stage.RUNS; i++) {
      cores =
          Saturated.run(
              stage, product, runs, Template.inTurns(product, SINGLE, 1), 1, 1, Stage.RUN);
    }
    List<Figure> figures = new ArrayList<>(runs.figures());
    figures.addAll(cores);
    figures.addAll(kill(stage, product));
    return figures;
  }

  private static List<Figure> kill(Stage stage, Product product) throws Exception {
    stage.receiver().reset();
    Load.Result load;
    try (BackgroundLoad background =
        new BackgroundLoad(
            product,
            Stage.CONNECTIONS,
            Template.inTurns(product, SINGLE, 1),
            UNTIL_KILLED.multipliedBy(2))) {
      Thread.sleep(UNTIL_KILLED.toMillis());
      product.kill();
      load = background.result();
    }
    Stage.say("killed; starting again");
    Product again = stage.onH2Again();
    ReceiverProcess.Stats stats = stage.delivered(load.accepted());
    long lost = stage.receiver().missing(load.acceptedAt());
    Stage.say(
        "%,d accepted, %d lost, %d sent twice"
            .formatted(load.accepted(), lost, stats.duplicates()));
    return List.of(
        Figure.count("h2", "h2 killed: accepted before", load.accepted()),
        Figure.count("h2", "h2 killed: accepted and lost", lost),
        Figure.count("h2", "h2 killed: sent twice", stats.duplicates()),
        Figure.of("h2", "h2 killed: seconds to ready again", "s", again.startSeconds()));
  }
}
