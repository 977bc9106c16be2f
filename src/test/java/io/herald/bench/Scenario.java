package io.herald.bench;

import java.util.List;

/**
 * A part of the benchmark that can be run alone.
 *
 * @param description what is done, for the report
 */
record Scenario(String name, String description, Play play) {

  /** Measures. */
  interface Play {
    List<Figure> on(Stage stage) throws Exception;
  }
}
