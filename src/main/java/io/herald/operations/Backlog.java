package io.herald.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

/** How old what waits in the database is: the first entry of an index, however much waits. */
@ApplicationScoped
@Transactional
class Backlog {

  private static final String OLDEST_DUE =
      """
      select due_at from delivery where status = 'pending' and claimed_by is null
      order by due_at limit 1""";

  private final EntityManager entityManager;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Backlog() { // for the CDI proxy
    this.entityManager = null;
    this.clock = null;
  }

  @Inject
  Backlog(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  /** Zero where nothing is due. */
  Duration oldestDue() {
    try (PreparedStatement query =
            entityManager.unwrap(Connection.class).prepareStatement(OLDEST_DUE);
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        return Duration.ZERO;
      }
      Duration age =
          Duration.between(row.getObject(1, OffsetDateTime.class).toInstant(), clock.instant());
      return age.isNegative() ? Duration.ZERO : age;
    } catch (SQLException e) {
      throw new IllegalStateException("the backlog can't be read", e);
    }
  }
}
