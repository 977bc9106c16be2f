package io.herald.delivery;

import io.herald.ids.LongIds;
import io.herald.webhooks.WebhookCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

/** Settles a batch and tells of it, in one transaction. */
@ApplicationScoped
@Transactional
class Settling {

  private final Deliveries deliveries;
  private final Event<AttemptsSettled> settled;
  private final Event<DeliveryExhausted> exhausted;
  private final WebhookCatalog catalog;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Settling() { // for the CDI proxy
    this.deliveries = null;
    this.settled = null;
    this.exhausted = null;
    this.catalog = null;
  }

  @Inject
  Settling(
      Deliveries deliveries,
      Event<AttemptsSettled> settled,
      Event<DeliveryExhausted> exhausted,
      WebhookCatalog catalog) {
    this.deliveries = deliveries;
    this.settled = settled;
    this.exhausted = exhausted;
    this.catalog = catalog;
  }

  /** Returns which of them were still this node's to settle. */
  Set<Long> settle(List<Settlement> batch) {
    Set<Long> ids = deliveries.settle(batch);
    if (!ids.isEmpty()) {
      List<AttemptMade> made =
          batch.stream()
              .filter(each -> ids.contains(each.deliveryId()))
              .map(Settling::made)
              .toList();
      settled.fire(new AttemptsSettled(made));
      made.stream()
          .filter(attempt -> attempt.becomes() == DeliveryStatus.EXHAUSTED)
          .forEach(this::tell);
    }
    return ids;
  }

  private void tell(AttemptMade last) {
    catalog
        .find(last.webhookId())
        .ifPresent(
            webhook ->
                exhausted.fire(
                    new DeliveryExhausted(
                        last.webhookId(),
                        webhook.owner(),
                        last.deliveryId(),
                        last.messageId(),
                        last.eventType(),
                        last.number(),
                        last.httpStatus())));
  }

  private static AttemptMade made(Settlement settlement) {
    Claim claim = settlement.claim();
    Settlement.AttemptRecord attempt = settlement.attempt();
    return new AttemptMade(
        claim.webhookId(),
        claim.deliveryId(),
        claim.messageId().toString(),
        claim.eventType(),
        LongIds.timeOf(claim.deliveryId()),
        attempt.number(),
        attempt.startedAt(),
        attempt.durationMs(),
        attempt.outcome(),
        attempt.httpStatus(),
        settlement.status());
  }
}
