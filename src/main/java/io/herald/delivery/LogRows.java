package io.herald.delivery;

import io.herald.ids.LongIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of {@code delivery} that a page of the log is about, as a condition in SQL with its
 * parameters.
 */
record LogRows(String condition, List<Object> parameters) {

  static LogRows of(long webhookId, DeliveryFilter.Criteria wanted) {
    StringBuilder condition = new StringBuilder("webhook_id = ?");
    List<Object> parameters = new ArrayList<>(List.of(webhookId));
    wanted
        .status()
        .ifPresent(
            status -> {
              // a literal of our own: with a parameter no partial index would fit
              condition.append(" and status = '").append(status).append("'");
              if (status == DeliveryStatus.PENDING) { // there is one for each of the two
                condition.append(" and (claimed_by is null or claimed_by is not null)");
              }
            });
    wanted
        .eventType()
        .ifPresent(
            type -> {
              condition.append(" and event_type = ?");
              parameters.add(type);
            });
    wanted
        .since()
        .ifPresent(
            at -> {
              // ids are assigned after the message's time is taken: an index finds them
              condition.append(" and id >= ? and created_at >= ?");
              parameters.add(LongIds.lowestAt(at));
              parameters.add(utc(at));
            });
    wanted
        .until()
        .ifPresent(
            at -> {
              condition.append(" and created_at < ?");
              parameters.add(utc(at));
            });
    return new LogRows(condition.toString(), parameters);
  }

  private static Object utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** The ids of one page, the newest first; read from the index alone where nothing is filtered. */
  List<Long> page(Connection connection, int offset, int size) throws SQLException {
    String sql =
        "select id from delivery where %s order by id desc limit %d offset %d"
            .formatted(condition, size, offset);
    try (PreparedStatement query = prepare(connection, sql);
        ResultSet rows = query.executeQuery()) {
      List<Long> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      return ids;
    }
  }

  /** How many there are, but no more than {@code limit} are counted. */
  long count(Connection connection, int limit) throws SQLException {
    String sql =
        "select count(*) from (select id from delivery where %s limit %d) as counted"
            .formatted(condition, limit);
    return number(connection, sql);
  }

  /** How many PostgreSQL's planner believes there are. */
  long estimate(Connection connection) throws SQLException {
    try (PreparedStatement query =
            prepare(connection, "explain select id from delivery where " + condition);
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return Long.parseLong(rows.getString(1).replaceFirst(".* rows=([0-9]+) .*", "$1"));
    }
  }

  long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = prepare(connection, sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      query.setObject(i + 1, parameters.get(i));
    }
    return query;
  }
}
