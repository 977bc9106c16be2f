package io.herald.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ConfiguredDataSourceDbTest {

  private final TestDatabase database = TestDatabase.empty(Database.POSTGRESQL);

  @Test
  void anErrorDoesNotQuoteTheRow() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () ->
                  statement.execute("insert into organization (id, name) values (null, 'geheim')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("null value")
          .hasMessageNotContaining("geheim");
    }
  }
}
