package io.herald.storage;

import io.herald.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import javax.sql.DataSource;

/** Makes injectable what the stores of other rooms take in their constructors. */
@ApplicationScoped
class Persistence {

  /** The container's proxy: finds the persistence context of the caller's transaction. */
  @Produces
  @PersistenceContext(unitName = "herald")
  @SuppressWarnings("NullAway") // set by the container
  EntityManager entityManager;

  /** For the short statements that belong to no transaction; joins one where there is one. */
  @Produces
  @Resource(lookup = "java:app/jdbc/herald")
  @SuppressWarnings("NullAway") // set by the container
  DataSource dataSource;

  @Produces
  @Singleton
  Database database(Settings settings) {
    return Database.of(settings.text(ConfiguredDataSource.URL));
  }
}
