package io.herald.delivery;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds one array parameter after the other, each with one value of every row. */
final class ArrayParameters<T> {

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<T> rows;
  private int position;

  ArrayParameters(Connection connection, PreparedStatement statement, int position, List<T> rows) {
    this.connection = connection;
    this.statement = statement;
    this.position = position;
    this.rows = rows;
  }

  void add(String type, Function<T, @Nullable Object> value) throws SQLException {
    @Nullable Object[] values = array(type, rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(Objects.requireNonNull(rows.get(i)));
    }
    Array array = connection.createArrayOf(type, values);
    statement.setArray(position++, array);
  }

  /** Of the class that the driver sends as it is; others go as text, with all that is escaped. */
  private static @Nullable Object[] array(String type, int length) {
    return switch (type) {
      case "text" -> new @Nullable String[length];
      case "bigint" -> new @Nullable Long[length];
      case "int" -> new @Nullable Integer[length];
      default -> new @Nullable Object[length];
    };
  }
}
