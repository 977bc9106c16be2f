package io.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.storage.ConfiguredDataSource;
import io.herald.storage.Database;
import io.herald.storage.Migrator;
import io.herald.testing.MapConfig;
import io.herald.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerTablesDbTest {

  @ParameterizedTest
  @EnumSource(Database.class)
  void inHandIsWhatIsClaimed(Database kind) throws SQLException {
    DataSource database = TestDatabase.empty(kind).dataSource();
    try (Connection connection = database.getConnection()) {
      insert(connection, 1, "waiting", "'pending', current_timestamp, null");
      insert(connection, 2, "sent", "'pending', current_timestamp, 5");
      insert(connection, 3, "settled", "'delivered', null, null");
    }

    assertThat(new ServerTables(database).inHand()).containsExactly("sent");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void failedIsWhatWasNotAnsweredWith2xx(Database kind) throws SQLException {
    DataSource database = TestDatabase.empty(kind).dataSource();
    try (Connection connection = database.getConnection()) {
      insert(connection, 1, "late", "'delivered', null, null");
      attempt(connection, 1, 1, "null");
      attempt(connection, 1, 2, "503");
      attempt(connection, 1, 3, "204");
      insert(connection, 2, "quick", "'delivered', null, null");
      attempt(connection, 2, 1, "204");
    }

    assertThat(new ServerTables(database).failedAttempts()).isEqualTo(Map.of("late", 2));
  }

  @Test
  void anH2FileThatNobodyClosedIsReadAsTheNextServerWillFindIt(@TempDir Path folder)
      throws SQLException, IOException {
    Path file = folder.resolve("herald");
    Map<String, String> settings = Map.of("herald.db.url", "jdbc:h2:file:" + file);
    DataSource database = new ConfiguredDataSource(MapConfig.settings(settings));
    try (Connection kept = database.getConnection()) { // the file stays open
      Migrator.migrate(database, Database.H2);
      insert(kept, 1, "sent", "'pending', current_timestamp, 5");
      kept.setAutoCommit(false);
      insert(kept, 2, "not committed", "'pending', current_timestamp, 5");

      assertThat(ServerTables.ofCopy(file, folder.resolve("copy"), settings).inHand())
          .containsExactly("sent");
    }
  }

  private static void insert(Connection connection, long id, String key, String state)
      throws SQLException {
    UUID message = new UUID(0, id);
    execute(
        connection,
        """
        insert into message (id, organization_id, event_type, body, recorded_at)
        values ('%1$s', '%1$s', 'chaos.event', '{"data":{"key":"%2$s"}}', current_timestamp)"""
            .formatted(message, key));
    execute(
        connection,
        """
        insert into delivery (id, message_id, webhook_id, organization_id, event_type,
          attempt_count, retries_used, created_at, status, due_at, claimed_by)
        values (%1$d, '%2$s', 1, '%2$s', 'chaos.event', 0, 0, current_timestamp, %3$s)"""
            .formatted(id, message, state));
  }

  private static void attempt(Connection connection, long delivery, int number, String httpStatus)
      throws SQLException {
    execute(
        connection,
        """
        insert into attempt (delivery_id, number, started_at, duration_ms, outcome, http_status,
          request_headers)
        values (%d, %d, current_timestamp, 1, '', %s, '{}')"""
            .formatted(delivery, number, httpStatus));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
