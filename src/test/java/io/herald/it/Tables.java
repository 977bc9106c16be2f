package io.herald.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.storage.ConfiguredDataSource;
import io.herald.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks into the database of a server; with H2, of one that does not run. */
public record Tables(Map<String, String> settings) {

  private static final Map<String, String> CONTRADICTIONS =
      Map.ofEntries(
          entry(
              "pending without a time",
              "select count(*) from delivery where (status = 'pending') <> (due_at is not null)"),
          entry(
              "delivered without a successful attempt",
              """
              select count(*) from delivery d where status = 'delivered' and not exists (
                select 1 from attempt a where a.delivery_id = d.id and a.number = d.attempt_count
                  and a.http_status between 200 and 299)\
              """),
          entry(
              "attempts that do not add up",
              """
              select count(*) from delivery d where attempt_count <> (
                select count(*) from attempt a where a.delivery_id = d.id)\
              """),
          entry(
              "attempts of nothing",
              "select count(*) from attempt where delivery_id not in (select id from delivery)"),
          entry(
              "deliveries of nothing",
              "select count(*) from delivery where message_id not in (select id from message)"),
          entry(
              "twice to the same webhook",
              """
              select count(*) from (select 1 as one from delivery
                group by message_id, webhook_id having count(*) > 1) as twice\
              """),
          entry(
              "finished and claimed",
              "select count(*) from delivery where status <> 'pending' and claimed_by is not null"),
          entry(
              "claimed by nobody that lives",
              """
              select count(*) from delivery where claimed_by is not null
                and claimed_by not in (select id from node)\
              """));

  /** Nothing in the tables contradicts itself. */
  public void assertConsistent() {
    CONTRADICTIONS.forEach((what, sql) -> assertThat(count(sql)).as(what).isZero());
  }

  /**
   * A node that ended in order has left, and nothing is claimed.
   *
   * @param start when it was started: one that was killed earlier may stay until its lease is over
   */
  void assertNobodyThereSince(Instant start) {
    assertThat(
            count(
                "select count(*) from node where started_at >= timestamp with time zone '"
                    + start.truncatedTo(ChronoUnit.MILLIS)
                    + "'"))
        .as("nodes")
        .isZero();
    assertThat(count("select count(*) from delivery where claimed_by is not null"))
        .as("claims")
        .isZero();
  }

  /** All that is in each table, as text; bytes also as they are, and in hexadecimal digits. */
  Map<String, String> everything() {
    Map<String, String> tables = new LinkedHashMap<>();
    try (Connection connection = connection();
        ResultSet found =
            connection
                .getMetaData()
                .getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (found.next()) {
        if (found.getString("TABLE_SCHEM").equalsIgnoreCase("public")) {
          String table = found.getString("TABLE_NAME");
          tables.put(table, rows(connection, table));
        }
      }
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rows(Connection connection, String table) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          if (rows.getObject(i) instanceof byte[] bytes) {
            text.append(new String(bytes, StandardCharsets.ISO_8859_1)).append(' ');
            text.append(HexFormat.of().formatHex(bytes)).append(' ');
          } else {
            text.append(rows.getString(i)).append(' ');
          }
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** A session of its own. */
  Connection connection() throws SQLException {
    return new ConfiguredDataSource(MapConfig.settings(settings)).getConnection();
  }

  public long count(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
