package io.herald.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * PostgreSQL with its own defaults, on the disk of the build: a commit waits until it is written.
 */
final class BenchPostgres implements AutoCloseable {

  private final EmbeddedPostgres server;
  private final Path folder;

  private BenchPostgres(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static BenchPostgres start(Path folder) throws IOException, SQLException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of("target").toFile())
            .setDataDirectory(folder)
            .setCleanDataDirectory(true)
            // the embedded server is made for tests and switches these off
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .start();
    BenchPostgres postgres = new BenchPostgres(server, folder);
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      if (!postgres.show(setting).equals("on")) {
        throw new IllegalStateException(setting + " is off");
      }
    }
    postgres.execute("create extension pg_stat_statements");
    postgres.stopCounting();
    return postgres;
  }

  /** Of the process that all sessions are children of. */
  long pid() {
    try {
      return Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A session in a database. */
  Sql session(String database) throws SQLException {
    return new Sql(url(database));
  }

  /** A database without a table; its JDBC URL, good for the user {@code postgres}. */
  String createDatabase(String name) throws SQLException {
    execute("create database " + name);
    return url(name);
  }

  /** Statements are counted from now on, in sessions old and new. */
  void countStatements() throws SQLException, InterruptedException {
    execute("alter system set pg_stat_statements.track = 'top'");
    execute("select pg_reload_conf()");
    Thread.sleep(1500); // each session reads it before its next statement
    execute("select pg_stat_statements_reset()");
  }

  void stopCounting() throws SQLException {
    execute("alter system set pg_stat_statements.track = 'none'");
    execute("select pg_reload_conf()");
  }

  /** Statements of a database since {@link #countStatements()}. */
  double statements(String database) throws SQLException {
    return Double.parseDouble(
        query(
            "select coalesce(sum(calls), 0) from pg_stat_statements s join pg_database d on d.oid = s.dbid where datname = '%s'"
                .formatted(database)));
  }

  /** The statements that took longest since {@link #countStatements()}, a line each. */
  String busiest() throws SQLException {
    return query(
        """
        select string_agg(line, E'\\n') from (
          select format('%s ms  %s calls  %s ms each  %s rows  %s', round(total_exec_time), calls,
            round(mean_exec_time::numeric, 3), rows, left(regexp_replace(query, '\\s+', ' ', 'g'), 110)) as line
          from pg_stat_statements order by total_exec_time desc limit 15) as top""");
  }

  String version() throws SQLException {
    return show("server_version");
  }

  private String show(String setting) throws SQLException {
    return query("show " + setting);
  }

  private String query(String sql) throws SQLException {
    try (Sql session = session("postgres")) {
      String text = session.texts(sql).get(0);
      return text == null ? "" : text;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Sql session = session("postgres")) {
      session.execute(sql);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
