package io.herald.delivery;

import io.herald.catalog.EventTypeView;
import io.herald.catalog.RegisteredTypes;
import io.herald.messages.EventType;
import io.herald.messages.Messages;
import io.herald.problems.Conflict;
import io.herald.problems.NotFound;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a person asks for in the delivery log: send that one again, send a test. */
@ApplicationScoped
@Transactional
class Redelivery {

  private final Webhooks webhooks;
  private final WebhookCatalog catalog;
  private final DeliveryLog log;
  private final Outbox outbox;
  private final Messages messages;
  private final RegisteredTypes types;
  private final Clock clock;
  private final Event<FellDue> fellDue;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Redelivery() { // for the CDI proxy
    this.webhooks = null;
    this.catalog = null;
    this.log = null;
    this.outbox = null;
    this.messages = null;
    this.types = null;
    this.clock = null;
    this.fellDue = null;
  }

  @Inject
  Redelivery(
      Webhooks webhooks,
      WebhookCatalog catalog,
      DeliveryLog log,
      Outbox outbox,
      Messages messages,
      RegisteredTypes types,
      Clock clock,
      Event<FellDue> fellDue) {
    this.webhooks = webhooks;
    this.catalog = catalog;
    this.log = log;
    this.outbox = outbox;
    this.messages = messages;
    this.types = types;
    this.clock = clock;
    this.fellDue = fellDue;
  }

  /**
   * Sends a finished delivery again: the same bytes under the same message id.
   *
   * @throws NotFound where the webhook or the delivery is not there
   * @throws Conflict while it is pending, where the webhook is inactive, and where the message's
   *     content was erased
   */
  void redeliver(OrganizationId reach, long webhookId, long deliveryId) {
    active(reach, webhookId);
    Delivery delivery =
        log.lock(webhookId, deliveryId)
            .orElseThrow(() -> new NotFound("There is no delivery " + deliveryId + "."));
    if (log.erased(delivery)) {
      throw new Conflict("The content of the message was erased; there is nothing to send.");
    }
    delivery.redeliver(clock.instant());
    fellDue.fire(new FellDue());
  }

  /**
   * Sends several again, as far as they can be.
   *
   * @throws NotFound where the webhook is not there
   * @throws Conflict where it is inactive
   */
  Redelivered redeliver(OrganizationId reach, long webhookId, RedeliverMany command) {
    active(reach, webhookId);
    List<Long> redelivered = new ArrayList<>();
    List<Long> skipped = new ArrayList<>();
    for (long id : new TreeSet<>(command.ids())) { // in one order, so that two never wait in a ring
      Optional<Delivery> delivery =
          log.lock(webhookId, id)
              .filter(found -> found.status() != DeliveryStatus.PENDING)
              .filter(found -> !log.erased(found));
      delivery.ifPresent(found -> found.redeliver(clock.instant()));
      (delivery.isPresent() ? redelivered : skipped).add(id);
    }
    fellDue.fire(new FellDue());
    return new Redelivered(redelivered, skipped);
  }

  /**
   * Sends a {@code ping} to one webhook, whatever it subscribes to; returns the delivery's id.
   *
   * @throws NotFound where the webhook is not there
   * @throws Conflict where it is inactive
   */
  long ping(OrganizationId reach, long webhookId) {
    Target webhook = active(reach, webhookId);
    return outbox.recordFor(webhook, messages.ping(webhook.owner(), webhookId));
  }

  /**
   * Sends the catalogue's example of a type to one webhook, whatever it subscribes to; returns the
   * delivery's id.
   *
   * @throws NotFound where the webhook is not there
   * @throws Conflict where it is inactive
   * @throws Rejected where the catalogue has no example of the type
   */
  long example(OrganizationId reach, long webhookId, EventType type) {
    Target webhook = active(reach, webhookId);
    JsonObject example =
        types
            .find(webhook.owner(), type.name())
            .map(EventTypeView::example)
            .orElseThrow(
                () ->
                    new Rejected(
                        "/eventType", "has no example in the catalogue of the webhook's owner"));
    return outbox.recordFor(webhook, messages.example(webhook.owner(), type, example));
  }

  private Target active(OrganizationId reach, long webhookId) {
    Target webhook =
        webhooks
            .find(reach, webhookId)
            .flatMap(found -> catalog.current().find(webhookId))
            .orElseThrow(() -> new NotFound("There is no webhook " + webhookId + "."));
    if (!webhook.active()) {
      throw new Conflict("The webhook is not active; activate it first.");
    }
    return webhook;
  }
}
