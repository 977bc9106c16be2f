package io.herald.problems;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Looks for a refusal below what it was wrapped in: servers wrap what a body reader, an EJB, an
 * interceptor or an asynchronous stage throws, each in its own way.
 */
final class Causes {

  private static final int DEPTH = 10;
  private static final Logger LOG = Logger.getLogger(Causes.class.getName());
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /**
   * Connection trouble, rollback by the database, out of resources, shutting down, lock timeout.
   */
  private static final List<String> PASSING_STATES =
      List.of("08", "40", "53", "57P", "55P03", "HYT00");

  private Causes() {}

  static Optional<Problem> problemIn(Throwable thrown) {
    return chain(thrown).filter(Problem.class::isInstance).map(Problem.class::cast).findFirst();
  }

  /** The database is away, or chose this transaction among several that waited for each other. */
  static Optional<Problem> passingTroubleIn(Throwable thrown) {
    return chain(thrown)
        .flatMap(Causes::withSuppressed)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(Causes::passes)
        .findFirst()
        .map(
            trouble -> {
              // no trace: in an outage this is every request
              LOG.log(Level.WARNING, () -> "The database could not serve a request: " + trouble);
              return new Unavailable("The server is busy; try again in a moment.", A_MOMENT);
            });
  }

  /**
   * A connection that is lost for good (H2 closes its file on a full disk) passes for a request.
   */
  private static boolean passes(SQLException trouble) {
    String state = trouble.getSQLState();
    return trouble instanceof SQLTransientException
        || trouble instanceof SQLNonTransientConnectionException
        || trouble instanceof SQLRecoverableException
        || (state != null && PASSING_STATES.stream().anyMatch(state::startsWith));
  }

  /** Where a commit fails, WildFly's transaction manager keeps what the database said aside. */
  private static Stream<Throwable> withSuppressed(Throwable thrown) {
    return Stream.concat(
        Stream.of(thrown), Stream.of(thrown.getSuppressed()).flatMap(Causes::chain));
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEPTH);
  }
}
