package io.herald.delivery;

import io.herald.webhooks.DeactivatedReason;
import io.herald.webhooks.DeliveryMode;
import io.herald.webhooks.WebhookDeactivated;
import io.herald.webhooks.WebhookDeleted;
import io.herald.webhooks.WebhookDeliveryChanged;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

/**
 * What follows for a webhook from its deliveries, and for its deliveries from what happens to a
 * webhook.
 */
@ApplicationScoped
class Settled {

  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final Settling settling;
  private final Event<FellDue> fellDue;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Settled() { // for the CDI proxy
    this.webhooks = null;
    this.deliveries = null;
    this.settling = null;
    this.fellDue = null;
  }

  @Inject
  Settled(Webhooks webhooks, Deliveries deliveries, Settling settling, Event<FellDue> fellDue) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.settling = settling;
    this.fellDue = fellDue;
  }

  /**
   * Settles what this node still holds; returns which. A receiver that answered 410 gets nothing
   * more (the wire contract, section 1): its webhook is deactivated in the same transaction, and
   * first, because everybody locks the webhook before its deliveries.
   */
  @Transactional
  Set<Long> settle(List<Settlement> settlements) {
    settlements.stream()
        .filter(Settlement::gone)
        .map(settlement -> settlement.claim().webhookId())
        .distinct()
        .sorted()
        .forEach(id -> webhooks.deactivate(id, DeactivatedReason.GONE));
    return settling.settle(settlements);
  }

  void on(@Observes WebhookDeleted deleted) {
    deliveries.cancelPending(deleted.webhookId());
  }

  /** What no node has claimed follows at once; what is under way, when it is given back. */
  void on(@Observes WebhookDeliveryChanged changed) {
    if (changed.delivery() == DeliveryMode.POLL) {
      deliveries.leaveToReceiver(changed.webhookId());
    } else {
      deliveries.takeFromReceiver(changed.webhookId());
      fellDue.fire(new FellDue());
    }
  }

  void on(@Observes WebhookDeactivated deactivated) {
    if (deactivated.reason() == DeactivatedReason.GONE) {
      deliveries.cancelPending(deactivated.webhookId());
    }
  }
}
