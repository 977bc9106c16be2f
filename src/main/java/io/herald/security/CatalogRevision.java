package io.herald.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Orders the changes that decide over matching: webhooks, and names and existence of organizations.
 * Whoever makes one takes the next revision in the same transaction, late in it: the row lock makes
 * others wait until the commit.
 */
@ApplicationScoped
public class CatalogRevision {

  private static final String INCREMENT =
      "update catalog_revision set revision = revision + 1 where id = 1";

  /** Its latest committed one, or the present transaction's own: one row, one number. */
  public static final String CURRENT = "select revision from catalog_revision where id = 1";

  private static final Object TAKEN = CatalogRevision.class;

  private final EntityManager em;
  private final TransactionSynchronizationRegistry registry;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  CatalogRevision() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  public CatalogRevision(EntityManager em, TransactionSynchronizationRegistry registry) {
    this.em = em;
    this.registry = registry;
  }

  /** The revision of the change that the present transaction makes. */
  @Transactional(Transactional.TxType.MANDATORY)
  public long next() {
    em.createNativeQuery(INCREMENT).executeUpdate();
    registry.putResource(TAKEN, true);
    return current();
  }

  /**
   * Whether the present transaction took one: what it reads may yet be rolled back, so it must not
   * be remembered for others.
   */
  public boolean takenHere() {
    return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION
        && registry.getResource(TAKEN) != null;
  }

  /**
   * The latest committed one, or the present transaction's own. By JDBC: every commit of events
   * asks, and JPA would take another connection for it than for what follows.
   */
  @Transactional
  public long current() {
    try {
      return read(em.unwrap(Connection.class));
    } catch (SQLException e) {
      throw new PersistenceException("the catalogue's revision can't be read", e);
    }
  }

  /** The same number, in the transaction of a connection. */
  public static long read(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CURRENT);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
