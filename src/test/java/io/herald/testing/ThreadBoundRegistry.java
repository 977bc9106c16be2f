package io.herald.testing;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a transaction, without a server: kept with the persistence context that {@link
 * TestDatabase#transaction} gives to the thread.
 */
public final class ThreadBoundRegistry implements TransactionSynchronizationRegistry {

  private final EntityManager entityManager;
  private final Map<Object, Map<Object, Object>> resources = new WeakHashMap<>();
  private final List<Synchronization> synchronizations = new ArrayList<>();

  /** With {@link TestDatabase#entityManager}. */
  public ThreadBoundRegistry(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  @Override
  public synchronized void putResource(Object key, Object value) {
    if (getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("no transaction");
    }
    resources.computeIfAbsent(getTransactionKey(), context -> new HashMap<>()).put(key, value);
  }

  @Override
  public synchronized @Nullable Object getResource(Object key) {
    if (getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException("no transaction");
    }
    return resources.getOrDefault(getTransactionKey(), Map.of()).get(key);
  }

  @Override
  public Object getTransactionKey() {
    return entityManager.getDelegate();
  }

  @Override
  public int getTransactionStatus() {
    return entityManager.getTransaction().isActive()
        ? Status.STATUS_ACTIVE
        : Status.STATUS_NO_TRANSACTION;
  }

  @Override
  public synchronized void registerInterposedSynchronization(Synchronization synchronization) {
    synchronizations.add(synchronization);
  }

  /** Tells everybody who registered since that the transaction has committed. */
  public void committed() {
    List<Synchronization> told;
    synchronized (this) {
      told = List.copyOf(synchronizations);
      synchronizations.clear();
    }
    told.forEach(each -> each.afterCompletion(Status.STATUS_COMMITTED));
  }

  @Override
  public void setRollbackOnly() {
    entityManager.getTransaction().setRollbackOnly();
  }

  @Override
  public boolean getRollbackOnly() {
    return entityManager.getTransaction().getRollbackOnly();
  }
}
