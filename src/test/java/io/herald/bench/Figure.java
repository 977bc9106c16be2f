package io.herald.bench;

import java.util.List;

/**
 * One measured quantity.
 *
 * @param name what the goals call it
 * @param unit {@code /s}, {@code ms}, {@code s}, {@code MB}, {@code %}
 * @param runs one value each
 * @param latencies from when an event was to be sent until it arrived, where that was measured
 * @param course the middle run over time
 */
record Figure(
    String scenario,
    String name,
    String unit,
    List<Double> runs,
    Latencies latencies,
    Course course) {

  static Figure of(String scenario, String name, String unit, List<Double> runs) {
    return new Figure(scenario, name, unit, runs, Latencies.NONE, Course.NONE);
  }

  static Figure of(String scenario, String name, String unit, double value) {
    return of(scenario, name, unit, List.of(value));
  }

  /** So many of something. */
  static Figure count(String scenario, String name, long value) {
    return of(scenario, name, "", (double) value);
  }

  boolean hasLatencies() {
    return !latencies.millis().isEmpty();
  }

  boolean hasCourse() {
    return !course.arrivals().isEmpty();
  }

  double least() {
    return runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double greatest() {
    return runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
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
