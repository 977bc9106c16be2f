package io.herald.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How busy this node is, for those who watch it. */
@ApplicationScoped
public class NodeLoad {

  private final Sender sender;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  NodeLoad() { // for the CDI proxy
    this.sender = null;
  }

  @Inject
  NodeLoad(Sender sender) {
    this.sender = sender;
  }

  /** Attempts under way. */
  public int inFlight() {
    return sender.lanes().inFlight();
  }

  /** Deliveries claimed by this node whose attempt has not begun. */
  public int waiting() {
    return sender.lanes().waiting();
  }
}
