package io.herald.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each throughput as a part of each ceiling of the same run. */
record Ratios(List<String> ceilings, Map<String, List<Double>> rows) {

  static Ratios of(List<Figure> figures) {
    Known known = Known.of(figures);
    Map<String, Double> ceilings = new LinkedHashMap<>();
    known.get("null POST").ifPresent(value -> ceilings.put("null POST", value));
    known.get(Ceilings.HTTP).ifPresent(value -> ceilings.put("HTTP client alone", value));
    known
        .get(Ceilings.SINGLE)
        .ifPresent(value -> ceilings.put("PostgreSQL alone, 1 per commit", value));
    known
        .get(Ceilings.GROUPED)
        .ifPresent(value -> ceilings.put("PostgreSQL alone, 200 per commit", value));
    known.serialCeiling().ifPresent(value -> ceilings.put("serial, 1 per commit", value));
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    for (Figure figure : figures) {
      if (figure.unit().equals("/s") && figure.name().contains("delivered")) {
        List<Double> row = new ArrayList<>();
        ceilings.values().forEach(ceiling -> row.add(figure.median() / ceiling));
        rows.put(figure.name(), row);
      }
    }
    return new Ratios(List.copyOf(ceilings.keySet()), ceilings.isEmpty() ? Map.of() : rows);
  }
}
