package io.herald.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A real PostgreSQL on 127.0.0.1 and a free port; ends with the JVM. */
public final class TestPostgres implements AutoCloseable {

  /** Not UTC, so that a forgotten time zone shows. */
  private static final String TIME_ZONE = "America/Caracas";

  /** Many times what it takes: it starts while everything else does. */
  private static final Duration STARTUP = Duration.ofMinutes(3);

  private final EmbeddedPostgres server;

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  public static TestPostgres start() {
    try {
      return new TestPostgres(
          EmbeddedPostgres.builder()
              .setPort(FreePorts.next())
              .setPGStartupWait(STARTUP)
              .setServerConfig("timezone", TIME_ZONE)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database and returns its JDBC URL, good for the user {@code postgres}. */
  public String createDatabase(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
