package io.herald.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * All scenarios, in the order in which they are run. Those that share a server follow each other,
 * and those whose figures stand for themselves come after those that compare two runs in turns: a
 * server gets faster for minutes.
 */
final class Scenarios {

  private Scenarios() {}

  static List<Scenario> all() {
    return Stream.of(
            Quiet.young(),
            Ceilings.scenarios(),
            Backlog.scenarios(),
            BigTables.throughput(),
            Saturated.scenarios(),
            Steady.scenarios(),
            Quiet.afterWork(),
            Hanging.scenarios(),
            BigTables.log(),
            Removal.scenarios(),
            Embedded.scenarios(),
            TwoNodes.scenarios())
        .flatMap(List::stream)
        .toList();
  }
}
