package io.herald.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What PostgreSQL's planner is told. */
final class PostgresPlanner {

  /** Statements, to be sent in front of what is to be planned so. */
  static final String BY_INDEX =
      "set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off";

  private PostgresPlanner() {}

  /**
   * It must not read whole tables for a few hundred ids, even where it has no statistics yet. Until
   * the end of the transaction.
   */
  static void byIndex(Connection connection) throws SQLException {
    try (Statement planner = connection.createStatement()) {
      planner.execute(BY_INDEX);
    }
  }
}
