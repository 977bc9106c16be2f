package io.herald.bench;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Percentiles in milliseconds; those of several runs by their median. */
record Latencies(List<Double> millis) {

  static final List<Double> PERCENTILES =
      List.of(10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 100.0);

  static final Latencies NONE = new Latencies(List.of());

  /** From microseconds. */
  static Latencies of(Histogram micros) {
    return new Latencies(
        PERCENTILES.stream().map(p -> micros.getValueAtPercentile(p) / 1000.0).toList());
  }

  static Latencies of(JsonObject json) {
    return new Latencies(
        json.getJsonArray("latencies").stream()
            .map(JsonValue::toString)
            .map(Double::valueOf)
            .toList());
  }

  /** Each percentile's median over the runs. */
  static Latencies median(List<Latencies> runs) {
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < PERCENTILES.size(); i++) {
      int index = i;
      result.add(Figure.median(runs.stream().map(run -> run.millis().get(index)).toList()));
    }
    return new Latencies(result);
  }

  double p50() {
    return millis.get(PERCENTILES.indexOf(50.0));
  }

  double p99() {
    return millis.get(PERCENTILES.indexOf(99.0));
  }
}
