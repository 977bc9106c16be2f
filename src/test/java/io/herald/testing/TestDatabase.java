package io.herald.testing;

import static java.util.Objects.requireNonNull;

import io.herald.settings.Settings;
import io.herald.storage.ConfiguredDataSource;
import io.herald.storage.Database;
import io.herald.storage.Migrator;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/**
 * A database with the real migrations and no rows, and JPA over it without a server. One of each
 * kind lives as long as the test JVM; whoever asks for it gets it emptied:
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource(Database.class)
 * class ThingsDbTest {
 *   private final TestDatabase database;
 *   private final Things things;
 *
 *   ThingsDbTest(Database kind) {
 *     database = TestDatabase.empty(kind);
 *     things = new Things(database.entityManager());
 *   }
 * }
 * }</pre>
 */
public final class TestDatabase {

  private static final Map<Database, TestDatabase> STARTED = new EnumMap<>(Database.class);

  private final Database kind;
  private final Settings settings;
  private final DataSource dataSource;
  private final DataSource kept;
  private final ThreadBoundEntityManager entityManagers;
  private final List<String> tables;

  private TestDatabase(Database kind, String url, String user) {
    this.kind = kind;
    settings = MapConfig.settings(Map.of("herald.db.url", url, "herald.db.user", user));
    dataSource = new ConfiguredDataSource(settings);
    kept = new KeptConnections(dataSource);
    Migrator.migrate(dataSource, kind);
    entityManagers = new ThreadBoundEntityManager(factory(kept));
    tables = tables(dataSource);
  }

  /** The database of this kind, without a row but those of the migrations. */
  public static synchronized TestDatabase empty(Database kind) {
    TestDatabase database = STARTED.computeIfAbsent(kind, TestDatabase::start);
    database.clear();
    return database;
  }

  @SuppressWarnings("resource") // ends with the JVM
  private static TestDatabase start(Database kind) {
    return switch (kind) {
      case POSTGRESQL ->
          new TestDatabase(kind, TestPostgres.start().createDatabase("herald"), "postgres");
      case H2 ->
          new TestDatabase(
              kind, "jdbc:h2:mem:herald;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000", "herald");
    };
  }

  public Database kind() {
    return kind;
  }

  /** The product's defaults with this database. */
  public Settings settings() {
    return settings;
  }

  /** Opens a connection of its own each time. */
  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * Behaves as the one that a server injects: it works in the transaction of the calling thread, if
   * there is one.
   */
  public EntityManager entityManager() {
    return entityManagers.proxy();
  }

  /** As {@code @Transactional}: joins the thread's transaction or commits one of its own. */
  public <T> T transaction(Callable<T> work) {
    return entityManagers.transaction(work);
  }

  /** As {@link #transaction(Callable)}, without a result. */
  public void transaction(Runnable work) {
    entityManagers.transaction(
        () -> {
          work.run();
          return true;
        });
  }

  /** Executes a statement that commits by itself. */
  public void sql(String sql) {
    try (Connection connection = kept.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many rows {@code from} has: a table, and perhaps a {@code where}. */
  public long count(String from) {
    try (Connection connection = kept.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EntityManagerFactory factory(DataSource dataSource) {
    return Persistence.createEntityManagerFactory(
        "herald",
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.jtaDataSource", "",
            "jakarta.persistence.nonJtaDataSource", dataSource,
            "eclipselink.weaving", "false", // needs an agent
            "eclipselink.logging.level", "WARNING"));
  }

  /** Row by row where there are few: PostgreSQL makes new files for what it truncates. */
  private void clear() {
    try (Connection connection = kept.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          kind == Database.POSTGRESQL
              ? "set session_replication_role = replica" // no foreign key is looked at
              : "set referential_integrity false");
      statement.execute("delete from " + String.join("; delete from ", tables));
      statement.execute(
          kind == Database.POSTGRESQL
              ? "set session_replication_role = origin"
              : "set referential_integrity true");
      statement.execute("insert into catalog_revision (id, revision) values (1, 0)");
      statement.execute("insert into delivery_count_mark (id, below) values (1, 0)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> tables(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        ResultSet found =
            connection
                .getMetaData()
                .getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      List<String> tables = new ArrayList<>();
      while (found.next()) {
        String schema = requireNonNull(found.getString("TABLE_SCHEM"));
        String name = requireNonNull(found.getString("TABLE_NAME"));
        if (schema.equalsIgnoreCase("public") && !name.endsWith("schema_history")) {
          tables.add(name);
        }
      }
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
