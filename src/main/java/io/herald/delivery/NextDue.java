package io.herald.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Asks when the next unclaimed delivery is due. Every node asks at least once a second, whether or
 * not there is anything to do: hence one statement that commits by itself, on an index with only
 * such rows. It must run outside of any transaction.
 */
@ApplicationScoped
class NextDue {

  private static final String NEXT_DUE =
      "select min(due_at) from delivery where status = 'pending' and claimed_by is null";

  private final DataSource dataSource;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  NextDue() { // for the CDI proxy
    this.dataSource = null;
  }

  @Inject
  NextDue(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Empty when nothing waits. */
  Optional<Instant> find() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(NEXT_DUE);
        ResultSet row = query.executeQuery()) {
      row.next();
      return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }
}
