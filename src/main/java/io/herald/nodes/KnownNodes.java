package io.herald.nodes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Which nodes share the database, for those who watch them. */
@ApplicationScoped
@Transactional
public class KnownNodes {

  private static final String ALL =
      "select id, name, started_at, last_seen, current_timestamp from node order by started_at, id";

  private final EntityManager entityManager;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  KnownNodes() { // for the CDI proxy
    this.entityManager = null;
  }

  @Inject
  public KnownNodes(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** All of them, the one that started first before the others. */
  public List<KnownNode> all() {
    try (PreparedStatement query = entityManager.unwrap(Connection.class).prepareStatement(ALL);
        ResultSet rows = query.executeQuery()) {
      List<KnownNode> nodes = new ArrayList<>();
      while (rows.next()) {
        Instant seen = instant(rows, 4);
        Duration age = Duration.between(seen, instant(rows, 5));
        nodes.add(
            new KnownNode(
                rows.getLong(1),
                rows.getString(2),
                instant(rows, 3),
                seen,
                age.isNegative() ? Duration.ZERO : age));
      }
      return nodes;
    } catch (SQLException e) {
      throw new IllegalStateException("the nodes can't be read", e);
    }
  }

  private static Instant instant(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }
}
