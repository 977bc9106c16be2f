package io.herald.storage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables up to date before anything uses them. Several nodes may start at once: Flyway
 * takes a lock in the database. Also the place of the data source's definition, which WildFly reads
 * only on an enterprise bean; the pool's size is part of the definition, hence fixed.
 */
@DataSourceDefinition(
    name = "java:app/jdbc/herald",
    className = "io.herald.storage.ConfiguredDataSource",
    initialPoolSize = 2,
    minPoolSize = 2,
    maxPoolSize = 20,
    properties = "settings=herald.db") // WildFly fails (IJ031103) without any property
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrator {

  private static final String MIGRATIONS = "classpath:io/herald/storage/migration";

  @Resource(lookup = "java:app/jdbc/herald")
  @SuppressWarnings("NullAway") // set by the container
  private DataSource dataSource;

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Database database;

  @PostConstruct
  void migrate() {
    migrate(dataSource, database);
  }

  /**
   * Applies what is missing of the common migrations and of the vendor's. A producer may have its
   * own tables in the same schema, made by a Flyway of its own: hence a place and a history that
   * are Herald's alone, and a start in a schema that is not empty.
   */
  public static void migrate(DataSource dataSource, Database database) {
    Flyway.configure(Migrator.class.getClassLoader())
        .dataSource(dataSource)
        .locations(
            MIGRATIONS + "/common", MIGRATIONS + "/" + database.name().toLowerCase(Locale.ROOT))
        .table("herald_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
