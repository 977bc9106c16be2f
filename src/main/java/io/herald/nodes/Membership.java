package io.herald.nodes;

import io.herald.ids.LongIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * This node's place among the nodes of one database: joins, renews its lease, expires those who did
 * not, leaves. Each step is short and commits by itself; it must run outside of any transaction.
 * One step at a time: a beat that was under way when the node left must not bring it back.
 */
@ApplicationScoped
class Membership {

  private static final Logger LOG = Logger.getLogger(Membership.class.getName());
  private static final long MAX_ID = (1L << 53) - 1;
  private static final int TRIES = 8;

  private final Node node;
  private final LongIds ids;
  private final DataSource dataSource;
  private boolean left;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Membership() { // for the CDI proxy
    this.node = null;
    this.ids = null;
    this.dataSource = null;
  }

  @Inject
  Membership(Node node, LongIds ids, DataSource dataSource) {
    this.node = node;
    this.ids = ids;
    this.dataSource = dataSource;
  }

  /**
   * Registers this run, and takes a slot for its ids.
   *
   * @param alone whether no other node can be using the database, as with an embedded one: whoever
   *     is registered is then a former run of this node, and dead
   */
  synchronized void join(String name, boolean alone) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      long startedAt = node.nanoTime();
      long id = ThreadLocalRandom.current().nextLong(1, MAX_ID);
      NodeTable.expire(connection, id, node.lease().expiry());
      if (alone) {
        NodeTable.removeOthers(connection, id);
      }
      int slot = register(connection, id, name);
      ids.useSlot(slot, NodeTable.highestId(connection));
      node.registered(id, startedAt);
      int freed = NodeTable.voidOrphanedClaims(connection);
      LOG.log(
          Level.INFO,
          "node {0} joined in slot {1}; {2} claims of dead nodes freed",
          new Object[] {Long.toString(id), slot, freed});
    }
  }

  private static int register(Connection connection, long id, String name) throws SQLException {
    for (int tries = 1; ; tries++) {
      OptionalInt slot = NodeTable.freeSlot(connection, LongIds.SLOTS);
      if (slot.isEmpty()) {
        throw new IllegalStateException(
            "all " + LongIds.SLOTS + " places for nodes on this database are taken");
      }
      try {
        NodeTable.register(connection, id, slot.getAsInt(), name);
        return slot.getAsInt();
      } catch (SQLException e) { // another node took the same slot in the same moment
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * Renews the lease, or joins anew where the others gave this node up; nothing once it has left.
   */
  synchronized void renew(String name) throws SQLException {
    if (left) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      long startedAt = node.nanoTime();
      if (node.isRegistered() && NodeTable.renew(connection, node.id())) {
        node.renewed(startedAt);
      } else {
        node.expired();
        LOG.warning("this node was given up by the others (was it paused?); joining anew");
        join(name, false);
      }
    }
  }

  /**
   * Expires nodes that are gone and frees what they had claimed. Returns how many claims were
   * freed.
   *
   * @param orphansToo whether to look for claims of nobody also where no node is gone: one whose
   *     node was expired before the claim was committed. It costs a look at all claims.
   */
  int expireOthers(boolean orphansToo) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      int gone = NodeTable.expire(connection, node.id(), node.lease().expiry());
      int freed = gone > 0 || orphansToo ? NodeTable.voidOrphanedClaims(connection) : 0;
      if (gone > 0 || freed > 0) {
        LOG.log(Level.WARNING, "{0} nodes are gone; {1} claims freed", new Object[] {gone, freed});
      }
      return freed;
    }
  }

  /** Leaves: the others may take over at once what this node still holds. */
  synchronized void leave() throws SQLException {
    left = true;
    if (node.isRegistered()) {
      long id = node.id();
      node.expired();
      try (Connection connection = dataSource.getConnection()) {
        NodeTable.remove(connection, id);
        NodeTable.voidOrphanedClaims(connection);
      }
    }
  }
}
