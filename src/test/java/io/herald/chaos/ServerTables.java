package io.herald.chaos;

import io.herald.storage.ConfiguredDataSource;
import io.herald.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What the tables say of the deliveries whose outcome a server that died may not have recorded. */
record ServerTables(DataSource database) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a node has claimed it may have sent; nobody has sent what is not claimed. */
  private static final String CLAIMED =
      """
      select coalesce(d.body, m.body) from delivery d join message m on m.id = d.message_id
      where d.claimed_by is not null""";

  private static final String FAILED =
      """
      select coalesce(d.body, m.body) from attempt a join delivery d on d.id = a.delivery_id
      join message m on m.id = d.message_id
      where a.http_status is null or a.http_status not between 200 and 299""";

  /** A server's last statements end after it: a session goes on until it looks for the next one. */
  private static final String SESSIONS =
      """
      select 1 from pg_stat_activity where datname = current_database()
      and backend_type = 'client backend' and pid <> pg_backend_pid()""";

  /** Of a database that can be read beside its server. */
  static ServerTables at(Map<String, String> settings) {
    return new ServerTables(new ConfiguredDataSource(MapConfig.settings(settings)));
  }

  /**
   * Of an H2 database whose server has died: a copy of its file, so that the server finds it as it
   * left it.
   *
   * @param file without {@code .mv.db}
   * @param copy the same, for the copy
   */
  static ServerTables ofCopy(Path file, Path copy, Map<String, String> settings)
      throws IOException {
    Files.copy(
        Path.of(file + ".mv.db"), Path.of(copy + ".mv.db"), StandardCopyOption.REPLACE_EXISTING);
    Map<String, String> ofCopy = new HashMap<>(settings);
    ofCopy.put("herald.db.url", "jdbc:h2:file:" + copy.toAbsolutePath());
    return at(ofCopy);
  }

  /** Returns when PostgreSQL has ended what the server that died had asked for. */
  void awaitLastStatements() {
    Site.await("the sessions of the dead server", () -> keys(SESSIONS).isEmpty(), PATIENCE);
  }

  /** Events that a node had in hand: perhaps sent, and no outcome recorded. */
  Set<String> inHand() {
    return new HashSet<>(keys(CLAIMED).keySet());
  }

  /** How often an attempt failed for an event, as recorded: each such event was sent again. */
  Map<String, Integer> failedAttempts() {
    return keys(FAILED);
  }

  private Map<String, Integer> keys(String sql) {
    Map<String, Integer> keys = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        keys.merge(EventKey.in(rows.getString(1)).orElse("?"), 1, Integer::sum);
      }
      return keys;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
