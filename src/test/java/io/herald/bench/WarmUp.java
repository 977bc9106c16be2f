package io.herald.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a server until it gets no faster: the JIT compiler needs minutes on few cores, and a figure
 * of a young server says how young it was. Ends when the best of the last windows is within 5 % of
 * the best before them and the compiler has little left to do, or at the limit. Throughput alone
 * says it too early where other load on the machine makes it go up and down.
 */
final class WarmUp {

  static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("bench.warm", 120));

  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final int WINDOWS = 3;
  private static final double NO_LONGER_RISING = 1.05;
  private static final double COMPILED_CORES = 0.15;

  private final List<Double> perSecond = new ArrayList<>();

  private WarmUp() {}

  /** Loads for so long; returns requests per second. */
  @FunctionalInterface
  interface Window {
    double load(int number, Duration duration) throws Exception;
  }

  /** Returns what came of it, for the report. */
  static List<Figure> of(String name, List<Product> servers, Window window) throws Exception {
    Stage.say("warming up until it gets no faster, %d s at most".formatted(LONGEST.toSeconds()));
    return new WarmUp().run(name, servers, window);
  }

  private List<Figure> run(String name, List<Product> servers, Window window) throws Exception {
    long start = System.nanoTime();
    Duration compiler = compilerCpu(servers);
    double compiling = 0;
    while (isCold(perSecond, compiling)
        && System.nanoTime() - start < LONGEST.minus(WINDOW).toNanos()) {
      long since = System.nanoTime();
      perSecond.add(window.load(perSecond.size(), WINDOW));
      Duration now = compilerCpu(servers);
      compiling = now.minus(compiler).toNanos() / (double) (System.nanoTime() - since);
      compiler = now;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double last = perSecond.isEmpty() ? 0 : perSecond.get(perSecond.size() - 1);
    Stage.say(
        "%s after %.0f s: %.0f requests/s, the JIT compiler takes %.2f cores"
            .formatted(
                isCold(perSecond, compiling) ? "not warm yet" : "warm", seconds, last, compiling));
    return List.of(
        Figure.of("warm-up", name + " warm-up", "s", seconds),
        Figure.of(
            "warm-up",
            name + " warm-up, windows",
            "/s",
            perSecond.isEmpty() ? List.of(0.0) : perSecond),
        Figure.of("warm-up", name + " warm-up: JIT compiler at its end", "cores", compiling));
  }

  private static Duration compilerCpu(List<Product> servers) throws IOException {
    Duration sum = Duration.ZERO;
    for (Product server : servers) {
      sum = sum.plus(server.compilerCpu());
    }
    return sum;
  }

  /**
   * Whether the last of these windows are better than those before, or the compiler still busy.
   *
   * @param compiling cores that it took in the last window
   */
  static boolean isCold(List<Double> perSecond, double compiling) {
    return compiling > COMPILED_CORES || rising(perSecond);
  }

  private static boolean rising(List<Double> perSecond) {
    int before = perSecond.size() - WINDOWS;
    return before < WINDOWS
        || best(perSecond.subList(before, perSecond.size()))
            > NO_LONGER_RISING * best(perSecond.subList(0, before));
  }

  private static double best(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
