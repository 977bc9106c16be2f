package io.herald.storage;

import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Makes injectable what the stores of other rooms take in their constructors. */
@ApplicationScoped
class Persistence {

  /** The container's proxy: finds the persistence context of the caller's transaction. */
  @Produces
  @PersistenceContext(unitName = "herald")
  @SuppressWarnings("NullAway") // set by the container
  EntityManager entityManager;

  @Produces
  @Singleton
  Database database(Settings settings) {
    return Database.of(settings.text(ConfiguredDataSource.URL));
  }
}
