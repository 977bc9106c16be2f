package io.herald.storage;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections this node has, and how many are in a transaction, whoever pools them. */
public final class ConnectionUse {

  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final AtomicInteger IN_USE = new AtomicInteger();

  private ConnectionUse() {}

  /** Those that the server's pool holds. */
  public static int open() {
    return OPEN.get();
  }

  /** Of these, those that have begun a transaction and not ended it. */
  public static int inUse() {
    return IN_USE.get();
  }

  static void opened() {
    OPEN.incrementAndGet();
  }

  static void closed() {
    OPEN.decrementAndGet();
  }

  static void begun() {
    IN_USE.incrementAndGet();
  }

  static void ended() {
    IN_USE.decrementAndGet();
  }
}
