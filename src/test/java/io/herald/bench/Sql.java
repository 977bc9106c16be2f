package io.herald.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A session of the benchmark's own, beside those of the product. */
final class Sql implements AutoCloseable {

  private final Connection connection;

  Sql(String url) throws SQLException {
    connection = DriverManager.getConnection(url, "postgres", "");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String query) throws SQLException {
    return Long.parseLong(texts(query).get(0));
  }

  /** The first column of all rows. */
  List<String> texts(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
