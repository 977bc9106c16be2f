package io.herald.bench;

import java.sql.SQLException;
import java.util.List;

/** What deliveries cost PostgreSQL: write-ahead log, disk, commits. */
final class DatabaseCost implements AutoCloseable {

  private static final String WAL = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
  private static final String DISK =
      """
      select pg_total_relation_size('message') + pg_total_relation_size('delivery')
        + pg_total_relation_size('attempt')""";
  private static final String COMMITS =
      "select xact_commit from pg_stat_database where datname = current_database()";

  private final Sql sql;
  private final long wal;
  private final long disk;
  private final long commits;

  /** From now on. */
  DatabaseCost(Sql sql) throws SQLException {
    this.sql = sql;
    wal = sql.number(WAL);
    disk = sql.number(DISK);
    commits = sql.number(COMMITS);
  }

  /** Since the begin, for each of so many deliveries. */
  List<Figure> perDelivery(String scenario, long deliveries) throws SQLException {
    return List.of(
        Figure.of(
            scenario,
            scenario + " WAL for each delivery",
            "bytes",
            (sql.number(WAL) - wal) / (double) deliveries),
        Figure.of(
            scenario,
            scenario + " disk for each delivery",
            "bytes",
            (sql.number(DISK) - disk) / (double) deliveries),
        Figure.of(
            scenario,
            scenario + " commits for each delivery",
            "",
            (sql.number(COMMITS) - commits) / (double) deliveries));
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
