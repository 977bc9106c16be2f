package io.herald.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a server's transactions and injected entity manager are to the beans, without a server: one
 * persistence context for each transaction, found through the thread; outside of one, a fresh
 * context for each call.
 */
@SuppressWarnings("ThreadLocalUsage") // one for each database, and they live as long as the JVM
final class ThreadBoundEntityManager {

  private final EntityManagerFactory factory;
  private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();
  private final EntityManager proxy;

  ThreadBoundEntityManager(EntityManagerFactory factory) {
    this.factory = factory;
    this.proxy =
        (EntityManager)
            Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (self, method, arguments) -> {
                  EntityManager bound = current.get();
                  try {
                    return method.invoke(
                        bound == null ? factory.createEntityManager() : bound, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  EntityManager proxy() {
    return proxy;
  }

  <T> T transaction(Callable<T> work) {
    if (current.get() != null) {
      return call(work);
    }
    EntityManager entityManager = factory.createEntityManager();
    current.set(entityManager);
    try {
      entityManager.getTransaction().begin();
      T result = call(work);
      entityManager.getTransaction().commit();
      return result;
    } finally {
      current.remove();
      if (entityManager.getTransaction().isActive()) {
        entityManager.getTransaction().rollback();
      }
      entityManager.close();
    }
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
