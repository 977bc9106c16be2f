package io.herald.nodes;

import java.util.concurrent.atomic.AtomicLong;

/** Nodes as other rooms' tests need them. */
public final class TestNodes {

  private TestNodes() {}

  /** One that is registered under this id and trusts its claims for ever. */
  public static Node registered(long id) {
    AtomicLong nanos = new AtomicLong();
    Node node = new Node(nanos::get, Lease.STANDARD);
    node.registered(id, nanos.get());
    return node;
  }

  /** One whose last renewal was too long ago. */
  public static Node lapsed(long id) {
    AtomicLong nanos = new AtomicLong();
    Node node = new Node(nanos::get, Lease.STANDARD);
    node.registered(id, nanos.get());
    nanos.addAndGet(Lease.STANDARD.trust().toNanos());
    return node;
  }
}
