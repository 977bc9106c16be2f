package io.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.testing.MapConfig;
import io.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections as a pool keeps them, while the database ends them. */
class HealingConnectionDbTest {

  private final TestDatabase database = TestDatabase.empty(Database.POSTGRESQL);

  @Test
  void healsForTheNextUnitOfWorkAndNotWithinOne() throws SQLException {
    try (Connection pooled = database.dataSource().getConnection()) {
      pooled.setAutoCommit(false);
      end(process(pooled));

      assertThatThrownBy(() -> process(pooled)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> process(pooled)).isInstanceOf(SQLException.class);
      pooled.rollback();

      assertThat(process(pooled)).isPositive();
    }
  }

  @Test
  void aCommitThatWasLostIsTold() throws SQLException {
    try (Connection pooled = database.dataSource().getConnection()) {
      pooled.setAutoCommit(false);
      try (Statement statement = pooled.createStatement()) {
        statement.execute("update catalog_revision set revision = revision + 1");
      }
      end(process(pooled));

      assertThatThrownBy(pooled::commit).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void theFirstThatBreaksHasTheOthersChecked() throws SQLException {
    try (Connection first = database.dataSource().getConnection();
        Connection second = database.dataSource().getConnection();
        Connection sound = database.dataSource().getConnection()) {
      int before = process(sound);
      int firstProcess = process(first);
      int secondProcess = process(second);
      end(firstProcess);
      end(secondProcess);

      assertThatThrownBy(() -> process(first)).isInstanceOf(SQLException.class);

      assertThat(process(first)).isNotEqualTo(firstProcess);
      assertThat(process(second)).isNotEqualTo(secondProcess);
      assertThat(process(sound)).isEqualTo(before);
    }
  }

  @Test
  void evenWhereThePoolThrowsTheFirstAway() throws SQLException {
    try (Connection second = database.dataSource().getConnection()) {
      int secondProcess = process(second);
      try (Connection first = database.dataSource().getConnection()) {
        end(process(first));
        end(secondProcess);

        assertThatThrownBy(() -> process(first)).isInstanceOf(SQLException.class);
      }

      assertThat(process(second)).isNotEqualTo(secondProcess);
    }
  }

  @Test
  void isOpenedAsTheServerHadSetIt() throws SQLException {
    try (Connection pooled = database.dataSource().getConnection()) {
      pooled.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      pooled.setAutoCommit(false);
      end(process(pooled));
      assertThatThrownBy(() -> process(pooled)).isInstanceOf(SQLException.class);
      pooled.rollback();

      assertThat(process(pooled)).isPositive();
      assertThat(pooled.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(pooled.getAutoCommit()).isFalse();
      pooled.rollback();
    }
  }

  @Test
  void staysClosedOnceThePoolHasClosedIt() throws SQLException {
    Connection pooled = database.dataSource().getConnection();
    pooled.close();

    assertThat(pooled.isClosed()).isTrue();
    assertThatThrownBy(pooled::createStatement).isInstanceOf(SQLException.class);
  }

  @Test
  void anH2ThatWasShutDownIsOpenedAgain(@TempDir Path folder) throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("herald");
    ConfiguredDataSource h2 =
        new ConfiguredDataSource(MapConfig.settings(Map.of("herald.db.url", url)));
    try (Connection first = h2.getConnection();
        Connection second = h2.getConnection()) {
      try (Statement statement = first.createStatement()) {
        statement.execute("create table t (a int)");
        statement.execute("shutdown");
      }

      for (Connection each : new Connection[] {second, first}) {
        try (Statement statement = each.createStatement()) {
          statement.execute("insert into t values (1)");
        }
      }
    }
  }

  private static int process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** As an administrator, or a database that shuts down. */
  private void end(int process) throws SQLException {
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_terminate_backend(" + process + ", 5000)");
    }
  }
}
