package io.herald.statistics;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts as five columns: accepted, delivered, failed, exhausted, latencies. */
final class Rows {

  private Rows() {}

  static Counts counts(ResultSet row, int first) throws SQLException {
    Counts counts = new Counts(LatencyHistogram.parse(row.getString(first + 4)));
    counts.accepted = row.getLong(first);
    counts.delivered = row.getLong(first + 1);
    counts.failed = row.getLong(first + 2);
    counts.exhausted = row.getLong(first + 3);
    return counts;
  }

  static void bind(PreparedStatement statement, Counts counts) throws SQLException {
    statement.setLong(1, counts.accepted);
    statement.setLong(2, counts.delivered);
    statement.setLong(3, counts.failed);
    statement.setLong(4, counts.exhausted);
    statement.setString(5, counts.latencies.toString());
  }
}
