package io.herald.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the server's pool may keep for ever: one that broke opens anew when the next
 * unit of work begins, never within one. Servers notice a broken connection when a statement fails,
 * one connection after the other, so that after an outage every pooled one would fail a request.
 *
 * <p>Drivers close a connection that broke, which costs nothing to ask. The first that is found
 * broken has all others checked once, by a round trip, before their next unit of work: whatever
 * broke it (the database was restarted) most likely broke them too.
 *
 * <p>What servers set on a connection is set anew; temporary tables and session variables are lost,
 * and nothing here uses them.
 */
final class HealingConnection implements InvocationHandler {

  private static final int CHECK_SECONDS = 2;

  /** Opens a physical connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  private final Opener opener;
  private final AtomicLong breakages;
  private Connection current;
  private long checkedAt;
  private boolean autoCommit = true;
  private @Nullable Integer isolation;
  private @Nullable Boolean readOnly;
  private boolean withinUnit;
  private boolean closed;

  private HealingConnection(Opener opener, AtomicLong breakages) throws SQLException {
    this.opener = opener;
    this.breakages = breakages;
    this.checkedAt = breakages.get();
    this.current = opener.open();
    ConnectionUse.opened();
  }

  /**
   * Opens one.
   *
   * @param breakages how many were found broken: shared by all connections of a pool
   */
  static Connection open(Opener opener, AtomicLong breakages) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            HealingConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new HealingConnection(opener, breakages));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "prepareStatement", "createStatement", "prepareCall", "createArrayOf" -> begin();
      case "commit" -> end();
      case "rollback" -> {
        if (arguments == null) {
          end();
          if (isBroken()) {
            return null; // it has rolled back by itself
          }
        }
      }
      case "setAutoCommit" -> {
        end();
        autoCommit = (Boolean) first(arguments);
        if (isBroken()) {
          return null; // set when it is opened anew
        }
      }
      case "setTransactionIsolation" -> isolation = (Integer) first(arguments);
      case "setReadOnly" -> readOnly = (Boolean) first(arguments);
      case "close" -> {
        var unused = isBroken();
        close();
      }
      case "isClosed" -> {
        return closed;
      }
      case "equals" -> {
        return proxy == first(arguments);
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      default -> {
        // the driver's business
      }
    }
    try {
      return method.invoke(current, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static Object first(Object @Nullable [] arguments) {
    if (arguments == null) {
      throw new IllegalArgumentException("no argument");
    }
    return arguments[0];
  }

  private void begin() throws SQLException {
    if (autoCommit || !withinUnit) {
      heal();
    }
    if (!withinUnit && !autoCommit) {
      ConnectionUse.begun();
    }
    withinUnit = true;
  }

  private void end() {
    if (withinUnit && !autoCommit) {
      ConnectionUse.ended();
    }
    withinUnit = false;
  }

  private void close() {
    end();
    if (!closed) {
      closed = true;
      ConnectionUse.closed();
    }
  }

  /** Whether the driver has given it up. The first to see that has the others checked. */
  private boolean isBroken() throws SQLException {
    if (closed || !current.isClosed()) {
      return false;
    }
    breakages.compareAndSet(checkedAt, checkedAt + 1);
    return true;
  }

  private void heal() throws SQLException {
    if (closed) {
      return;
    }
    boolean broken = isBroken();
    long now = breakages.get();
    if (broken || (checkedAt != now && !answers())) {
      reopen();
    }
    checkedAt = now;
  }

  private boolean answers() {
    try {
      if (current.isValid(CHECK_SECONDS)) {
        return true;
      }
      current.close();
    } catch (SQLException e) {
      // as good as none
    }
    return false;
  }

  private void reopen() throws SQLException {
    Connection fresh = opener.open();
    fresh.setAutoCommit(autoCommit);
    if (isolation != null) {
      fresh.setTransactionIsolation(isolation);
    }
    if (readOnly != null) {
      fresh.setReadOnly(readOnly);
    }
    current = fresh;
  }
}
