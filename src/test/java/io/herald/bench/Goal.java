package io.herald.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is to reach, against a ceiling of the same run.
 *
 * @param atLeast otherwise: at most
 */
record Goal(String text, double value, boolean atLeast, double limit) {

  boolean reached() {
    return atLeast ? value >= limit : value <= limit;
  }

  /** Those whose figures were measured. */
  static List<Goal> of(List<Figure> figures) {
    Known known =
        new Known(
            figures.stream()
                .collect(Collectors.toMap(Figure::name, Figure::median, (first, second) -> first)));
    List<Goal> goals = new ArrayList<>();
    @Nullable Double inProcess = known.get("in-process delivered");
    @Nullable Double http = known.get("bare HTTP client");
    known.ratio(
        goals,
        "in-process / serial ceiling with 1 event per commit",
        inProcess,
        serial(http, known.get("PostgreSQL alone, 1 event per commit")),
        0.5);
    known.ratio(
        goals,
        "in-process / serial ceiling with 200 events per commit",
        inProcess,
        serial(http, known.get("PostgreSQL alone, 200 events per commit")),
        0.5);
    @Nullable Double rest = known.get("rest delivered");
    known.ratio(goals, "rest / null POST", rest, known.get("null POST"), 0.5);
    known.ratio(goals, "rest-array / rest", known.get("rest-array delivered"), rest, 2);
    known.ratio(goals, "fanout-10 / rest", known.get("fanout-10 delivered"), rest, 1);
    known.ratio(goals, "fanout-100 / rest", known.get("fanout-100 delivered"), rest, 1);
    for (String steady : List.of("steady-100", "steady-30")) {
      known.most(goals, steady + " received, p50", 5);
      known.most(goals, steady + " received, p99", 50);
    }
    known.ratio(goals, "h2 delivered, of 2000/s", known.get("h2 delivered"), 2000.0, 1);
    known.most(goals, "idle processor time, % of a core", 1);
    known.most(goals, "idle statements", 5);
    return goals;
  }

  private static @Nullable Double serial(@Nullable Double http, @Nullable Double database) {
    return http == null || database == null ? null : 1 / (1 / http + 1 / database);
  }

  private record Known(Map<String, Double> medians) {

    @Nullable Double get(String name) {
      return medians.get(name);
    }

    void ratio(
        List<Goal> goals,
        String text,
        @Nullable Double value,
        @Nullable Double ceiling,
        double least) {
      if (value != null && ceiling != null) {
        goals.add(new Goal(text, value / ceiling, true, least));
      }
    }

    void most(List<Goal> goals, String name, double most) {
      Optional.ofNullable(get(name)).ifPresent(v -> goals.add(new Goal(name, v, false, most)));
    }
  }
}
