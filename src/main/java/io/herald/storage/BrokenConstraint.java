package io.herald.storage;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells which named constraint a statement ran into: the race that a check before it can't see. */
public final class BrokenConstraint {

  /** The class of SQLSTATE for integrity constraint violations. */
  private static final String INTEGRITY = "23";

  private BrokenConstraint() {}

  /** Whether {@code thrown} tells of the constraint {@code name}; false for any other trouble. */
  public static boolean is(String name, PersistenceException thrown) {
    return Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(e -> e.getSQLState() != null && e.getSQLState().startsWith(INTEGRITY))
        .anyMatch(e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(name));
  }
}
