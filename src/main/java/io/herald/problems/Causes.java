package io.herald.problems;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for a refusal below what it was wrapped in: servers wrap what a body reader, an EJB, an
 * interceptor or an asynchronous stage throws, each in its own way.
 */
final class Causes {

  private static final int DEPTH = 10;

  private Causes() {}

  static Optional<Problem> problemIn(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .limit(DEPTH)
        .filter(Problem.class::isInstance)
        .map(Problem.class::cast)
        .findFirst();
  }
}
