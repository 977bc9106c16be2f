package io.herald.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What a figure is to reach, where that can be against a ceiling of the same run.
 *
 * @param atLeast otherwise: at most
 */
record Goal(String text, double value, boolean atLeast, double limit) {

  boolean reached() {
    return atLeast ? value >= limit : value <= limit;
  }

  /** Those whose figures were measured. */
  static List<Goal> of(List<Figure> figures) {
    return new Collector(figures).all();
  }

  private static final class Collector {

    private final List<Figure> figures;
    private final Known known;
    private final List<Goal> goals = new ArrayList<>();

    Collector(List<Figure> figures) {
      this.figures = figures;
      this.known = Known.of(figures);
    }

    List<Goal> all() {
      throughput();
      latency();
      neighbours();
      size();
      crashes();
      most("idle processor time, % of a core", 1);
      most("idle statements", 5);
      most("idle-young statements", 5);
      return goals;
    }

    private void throughput() {
      known
          .get("in-process delivered")
          .flatMap(value -> known.serialCeiling().map(ceiling -> value / ceiling))
          .ifPresent(ratio -> least("in-process / serial ceiling, 1 event per commit", ratio, 0.5));
      ratio("rest delivered", "null POST", "rest / null POST", 0.5);
      ratio("rest-array delivered", "rest delivered", "rest-array / rest", 2);
      ratio("fanout-10 delivered", "rest delivered", "fanout-10 / rest", 1);
      ratio("fanout-100 delivered", "rest delivered", "fanout-100 / rest", 1);
      known.get("h2 delivered").ifPresent(value -> least("h2 delivered, per second", value, 2000));
    }

    private void latency() {
      for (String steady : List.of("steady-100", "steady-30")) {
        most(steady + " received, p50", 5);
        most(steady + " received, p99", 50);
      }
    }

    private void neighbours() {
      known
          .ratio("hanging: healthy beside hanging, p99", "hanging: healthy alone, p99")
          .ifPresent(ratio -> most("hanging: healthy p99 / its p99 alone", ratio, 2));
      most("hanging: threads grown by", 49);
      // 64 MB of bodies may wait in memory, see Lanes; the rest is for what is in flight
      most("hanging: live heap grown by", 128);
      ratio(
          "backlog: healthy beside it delivered",
          "backlog: healthy alone delivered",
          "backlog: healthy beside it / alone",
          0.9);
    }

    private void size() {
      ratio(
          "big-tables: full delivered",
          "big-tables: empty delivered",
          "big-tables: full / empty",
          0.9);
      most("log: first page, p99", 50);
      ratio(
          "retention: delivered while it runs",
          "retention: delivered before",
          "retention: while it runs / before",
          0.7);
      most("retention: longest pause", 500);
    }

    private void crashes() {
      most("h2 killed: accepted and lost", 0);
      most("two-nodes: both, young duplicates", 0);
      most("two-nodes: both duplicates", 0);
      ratio(
          "two-nodes: both delivered",
          "two-nodes: one of them alone delivered",
          "two-nodes / one of them alone",
          1);
      most("two-nodes: one killed, missing", 0);
      most("two-nodes: one killed, left pending", 0);
      most("two-nodes: seconds until all that was delivered", 30);
      most("two-nodes: one killed, twice without having been in flight", 0);
      double missing =
          figures.stream()
              .filter(figure -> figure.name().endsWith(" missing"))
              .mapToDouble(Figure::median)
              .sum();
      most("accepted and missing, all scenarios", missing, 0);
    }

    private void ratio(String name, String base, String text, double limit) {
      known.ratio(name, base).ifPresent(ratio -> least(text, ratio, limit));
    }

    private void most(String name, double limit) {
      known.get(name).ifPresent(value -> most(name, value, limit));
    }

    private void most(String text, double value, double limit) {
      goals.add(new Goal(text, value, false, limit));
    }

    private void least(String text, double value, double limit) {
      goals.add(new Goal(text, value, true, limit));
    }
  }
}
