package io.herald.delivery;

import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds what waits for receivers that no longer fetch: a transaction that began before its webhook
 * was changed from poll to push, or deleted, may record deliveries after that, which no node would
 * ever see.
 */
@ApplicationScoped
@Transactional
class ReceiverAudit {

  private static final Logger LOG = Logger.getLogger(ReceiverAudit.class.getName());

  private final Deliveries deliveries;
  private final WebhookCatalog catalog;
  private final Event<FellDue> fellDue;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  ReceiverAudit() { // for the CDI proxy
    this.deliveries = null;
    this.catalog = null;
    this.fellDue = null;
  }

  @Inject
  ReceiverAudit(Deliveries deliveries, WebhookCatalog catalog, Event<FellDue> fellDue) {
    this.deliveries = deliveries;
    this.catalog = catalog;
    this.fellDue = fellDue;
  }

  /** Gives it to the nodes, or cancels it. Costs one short statement where there is nothing. */
  void takeUnpolled() {
    for (long webhook : deliveries.receiversAwaited()) {
      Optional<Target> target = catalog.current().find(webhook);
      if (target.isEmpty()) {
        deliveries.cancelIfDeleted(webhook);
      } else if (!target.get().polled()) {
        int taken = deliveries.takeFromReceiver(webhook);
        LOG.log(
            Level.INFO,
            "{0} deliveries of webhook {1} are pushed now",
            new Object[] {taken, webhook});
        fellDue.fire(new FellDue());
      }
    }
  }
}
