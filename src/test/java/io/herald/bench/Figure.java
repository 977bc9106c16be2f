package io.herald.bench;

import java.util.List;

/**
 * One measured quantity.
 *
 * @param name what the goals call it
 * @param unit {@code /s}, {@code ms}, {@code s}, {@code MB}, {@code %}
 * @param runs one value each
 * @param latencies from when an event was to be sent until it arrived, where that was measured
 * @param series arrivals in the middle run, a number for each 100 ms
 */
record Figure(
    String scenario,
    String name,
    String unit,
    List<Double> runs,
    Latencies latencies,
    List<Long> series) {

  static Figure of(String scenario, String name, String unit, List<Double> runs) {
    return new Figure(scenario, name, unit, runs, Latencies.NONE, List.of());
  }

  static Figure of(String scenario, String name, String unit, double value) {
    return of(scenario, name, unit, List.of(value));
  }

  boolean hasLatencies() {
    return !latencies.millis().isEmpty();
  }

  double median() {
    return median(runs);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
