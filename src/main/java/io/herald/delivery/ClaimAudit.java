package io.herald.delivery;

import io.herald.nodes.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds deliveries that this node has claimed in the database and knows nothing of: the hand-over
 * after a commit failed, or the answer to a claim got lost with its connection. What is unknown at
 * two audits in a row is given back.
 */
@ApplicationScoped
class ClaimAudit {

  private static final Logger LOG = Logger.getLogger(ClaimAudit.class.getName());

  private final Deliveries deliveries;
  private final Sender sender;
  private final Node node;
  private Set<Long> suspects = Set.of();

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  ClaimAudit() { // for the CDI proxy
    this.deliveries = null;
    this.sender = null;
    this.node = null;
  }

  @Inject
  ClaimAudit(Deliveries deliveries, Sender sender, Node node) {
    this.deliveries = deliveries;
    this.sender = sender;
    this.node = node;
  }

  void releaseUnknown() {
    if (!node.mayClaim()) {
      return;
    }
    Set<Long> unknown = new HashSet<>(deliveries.claimedBy(node.id()));
    unknown.removeIf(sender.lanes()::holds);
    Set<Long> twice = new HashSet<>(unknown);
    twice.retainAll(suspects);
    if (!twice.isEmpty()) {
      LOG.log(Level.WARNING, "{0} claimed deliveries were forgotten; given back", twice.size());
      deliveries.release(node.id(), twice);
      unknown.removeAll(twice);
    }
    suspects = unknown;
  }
}
