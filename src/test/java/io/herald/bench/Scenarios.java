package io.herald.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * All scenarios, in the order in which they are run: those that share a warm server follow each
 * other.
 */
final class Scenarios {

  private Scenarios() {}

  static List<Scenario> all() {
    return Stream.of(
            Quiet.scenarios(),
            Ceilings.scenarios(),
            Saturated.scenarios(),
            Steady.scenarios(),
            Hanging.scenarios(),
            Backlog.scenarios(),
            BigTables.scenarios(),
            Removal.scenarios(),
            Embedded.scenarios(),
            TwoNodes.scenarios())
        .flatMap(List::stream)
        .toList();
  }
}
