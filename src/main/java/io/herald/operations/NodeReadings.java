package io.herald.operations;

import io.herald.statistics.LatencyHistogram;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The readings of all nodes: a few hundred rows for each, whatever the traffic is. */
@ApplicationScoped
@Transactional
class NodeReadings {

  /** For how long they are kept. */
  static final Duration KEPT = Duration.ofMinutes(30);

  private static final String FORGET =
      "delete from node_reading where read_at < ? or read_at > ? or (read_at = ? and node_id = ?)";
  private static final String ADD =
      """
      insert into node_reading (read_at, node_id, in_flight, held, oldest_due_ms, lag)
      values (?, ?, ?, ?, ?, ?)""";
  private static final String ALL =
      """
      select read_at, node_id, in_flight, held, oldest_due_ms, lag from node_reading
      where read_at >= ? and read_at <= ? order by read_at, node_id""";

  private final EntityManager entityManager;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  NodeReadings() { // for the CDI proxy
    this.entityManager = null;
  }

  @Inject
  NodeReadings(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Keeps one, in place of another of the same node and time; forgets what is old. */
  void add(NodeReading reading) {
    Instant at = reading.at();
    update(FORGET, time(at.minus(KEPT)), time(at.plus(KEPT)), time(at), reading.nodeId());
    update(
        ADD,
        time(at),
        reading.nodeId(),
        reading.inFlight(),
        reading.held(),
        reading.oldestDue().toMillis(),
        reading.lag().toString());
  }

  /** Those of the time before {@code now} that is kept, the oldest first. */
  List<NodeReading> until(Instant now) {
    try (PreparedStatement query = connection().prepareStatement(ALL)) {
      query.setObject(1, time(now.minus(KEPT)));
      query.setObject(2, time(now));
      try (ResultSet rows = query.executeQuery()) {
        List<NodeReading> readings = new ArrayList<>();
        while (rows.next()) {
          readings.add(
              new NodeReading(
                  rows.getObject(1, OffsetDateTime.class).toInstant(),
                  rows.getLong(2),
                  rows.getInt(3),
                  rows.getInt(4),
                  Duration.ofMillis(rows.getLong(5)),
                  LatencyHistogram.parse(rows.getString(6))));
        }
        return readings;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the readings of the nodes can't be read", e);
    }
  }

  private void update(String sql, Object... parameters) {
    try (PreparedStatement update = connection().prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setObject(i + 1, parameters[i]);
      }
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a reading of this node can't be kept", e);
    }
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private Connection connection() {
    return entityManager.unwrap(Connection.class);
  }
}
