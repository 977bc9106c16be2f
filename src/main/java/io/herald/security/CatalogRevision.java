package io.herald.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * Orders the changes that decide over matching: webhooks, and names and existence of organizations.
 * Whoever makes one takes the next revision in the same transaction, late in it: the row lock makes
 * others wait until the commit.
 */
@ApplicationScoped
public class CatalogRevision {

  private static final String INCREMENT =
      "update catalog_revision set revision = revision + 1 where id = 1";
  private static final String CURRENT = "select revision from catalog_revision where id = 1";

  private final EntityManager em;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  CatalogRevision() { // for the CDI proxy
    this(null);
  }

  @Inject
  public CatalogRevision(EntityManager em) {
    this.em = em;
  }

  /** The revision of the change that the present transaction makes. */
  @Transactional(Transactional.TxType.MANDATORY)
  public long next() {
    em.createNativeQuery(INCREMENT).executeUpdate();
    return current();
  }

  /** The latest committed one, or the present transaction's own. */
  public long current() {
    return ((Number) em.createNativeQuery(CURRENT).getSingleResult()).longValue();
  }
}
