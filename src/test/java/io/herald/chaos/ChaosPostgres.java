package io.herald.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** PostgreSQL that writes what it commits, on one port and folder whatever happens to it. */
final class ChaosPostgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private ChaosPostgres(Path data, int port) throws IOException {
    this.data = data;
    this.port = port;
    this.server = launch();
  }

  /** Starts an empty one, with a database {@code herald}. */
  static ChaosPostgres start(Path data, int port) throws IOException, SQLException {
    ChaosPostgres postgres = new ChaosPostgres(data, port);
    postgres.execute("postgres", "create database herald");
    return postgres;
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(PATIENCE)
        // the embedded server is made for tests and switches these off
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        // so that a small disk can be filled
        .setServerConfig("max_wal_size", "48MB")
        .setServerConfig("min_wal_size", "32MB")
        .start();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/herald";
  }

  /** As {@code kill -9} of the postmaster; its children end when they notice. */
  void killHard() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle.of(pid)
        .ifPresent(
            postmaster -> {
              postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
              postmaster.destroyForcibly();
              postmaster.onExit().join();
            });
    server.close(); // gives the lock on the folder back
  }

  /** In order, without waiting for anybody. */
  void stop() throws IOException {
    server.close();
  }

  /** After {@link #killHard()} or {@link #stop()}: what was committed is there. */
  void restart() throws IOException {
    server = launch();
  }

  /** Whether it takes a connection at this moment. */
  boolean answers() {
    try {
      execute("herald", "select 1");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A session of the test's own. */
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
