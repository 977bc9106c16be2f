package io.herald.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The medians of what was measured, by name. */
record Known(Map<String, Double> medians) {

  static Known of(List<Figure> figures) {
    return new Known(
        figures.stream()
            .collect(Collectors.toMap(Figure::name, Figure::median, (first, second) -> first)));
  }

  Optional<Double> get(String name) {
    return Optional.ofNullable(medians.get(name));
  }

  Optional<Double> ratio(String name, String base) {
    return get(name).flatMap(value -> get(base).map(divisor -> value / divisor));
  }

  /** What the same cores could do if the product itself cost nothing, with one event per commit. */
  Optional<Double> serialCeiling() {
    return get(Ceilings.HTTP)
        .flatMap(http -> get(Ceilings.SINGLE).map(database -> 1 / (1 / http + 1 / database)));
  }
}
