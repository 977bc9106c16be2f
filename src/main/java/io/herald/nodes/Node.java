package io.herald.nodes;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.LongSupplier;

/**
 * This run of this server, as the database knows it.
 *
 * <p>Lifecycle: unregistered, then {@linkplain #registered registered}, {@linkplain #renewed
 * renewed} again and again; a node that others {@linkplain #expired expired} in its absence takes a
 * new id, and the claims of the old one are void.
 */
@ApplicationScoped
public class Node {

  private final LongSupplier nanoTime;
  private final Lease lease;
  private volatile long id;
  private volatile long trustedSince;
  private volatile boolean registered;

  Node() { // for CDI; the lease is measured with a clock that never jumps
    this(System::nanoTime, Lease.STANDARD);
  }

  Node(LongSupplier nanoTime, Lease lease) {
    this.nanoTime = nanoTime;
    this.lease = lease;
  }

  /**
   * The id under which this node claims deliveries. It changes when the node was expired and had to
   * register anew.
   */
  public long id() {
    if (!registered) {
      throw new IllegalStateException("this node has not registered yet");
    }
    return id;
  }

  /**
   * Whether claims made under {@code claimant} are still good: nobody else may have taken them
   * over.
   */
  public boolean holds(long claimant) {
    return registered
        && claimant == id
        && nanoTime.getAsLong() - trustedSince < lease.trust().toNanos();
  }

  /** Whether this node may claim anything just now. */
  public boolean mayClaim() {
    return holds(id);
  }

  void registered(long newId, long startedAtNanos) {
    id = newId;
    trustedSince = startedAtNanos;
    registered = true;
  }

  void renewed(long startedAtNanos) {
    trustedSince = startedAtNanos;
  }

  void expired() {
    registered = false;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  Lease lease() {
    return lease;
  }

  boolean isRegistered() {
    return registered;
  }
}
