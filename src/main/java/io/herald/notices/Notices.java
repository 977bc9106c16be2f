package io.herald.notices;

import io.herald.delivery.DeliveryExhausted;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.Messages;
import io.herald.replays.ReplayFinished;
import io.herald.security.OrganizationId;
import io.herald.webhooks.CertificateExpiring;
import io.herald.webhooks.SecretRotated;
import io.herald.webhooks.Snapshot;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import io.herald.webhooks.WebhookDeactivated;
import io.herald.webhooks.WebhookFailing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import java.util.OptionalLong;

/** Makes operational messages. Those about exhausted deliveries are bounded by {@link Bound}. */
@ApplicationScoped
class Notices {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private final Messages messages;
  private final WebhookCatalog catalog;
  private final Event<Message> recorded;
  private final Bound exhausted = new Bound(System::nanoTime);

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Notices() { // for the CDI proxy
    this.messages = null;
    this.catalog = null;
    this.recorded = null;
  }

  @Inject
  Notices(Messages messages, WebhookCatalog catalog, Event<Message> recorded) {
    this.messages = messages;
    this.catalog = catalog;
    this.recorded = recorded;
  }

  void on(@Observes WebhookFailing failing) {
    tell(
        EventType.WEBHOOK_FAILING,
        failing.owner(),
        about(failing.webhookId())
            .add("failingSince", failing.since().toString())
            .add("percent", failing.percent())
            .add("deactivatesAt", failing.deactivatesAt().toString()));
  }

  void on(@Observes WebhookDeactivated deactivated) {
    catalog
        .current()
        .find(deactivated.webhookId())
        .map(Target::owner)
        .ifPresent(
            owner ->
                tell(
                    EventType.WEBHOOK_DEACTIVATED,
                    owner,
                    about(deactivated.webhookId()).add("reason", deactivated.reason().toString())));
  }

  void on(@Observes CertificateExpiring expiring) {
    tell(
        EventType.WEBHOOK_CERTIFICATE_EXPIRING,
        expiring.owner(),
        about(expiring.webhookId())
            .add("subject", expiring.subject())
            .add("fingerprint", expiring.fingerprint())
            .add("notAfter", expiring.notAfter().toString())
            .add("days", expiring.days()));
  }

  void on(@Observes SecretRotated rotated) {
    tell(
        EventType.SECRET_ROTATED,
        rotated.owner(),
        about(rotated.webhookId())
            .add("previousValidUntil", rotated.previousValidUntil().toString()));
  }

  void on(@Observes ReplayFinished finished) {
    tell(
        EventType.REPLAY_FINISHED,
        finished.owner(),
        about(finished.webhookId())
            .add("replayId", finished.replayId())
            .add("count", finished.count())
            .add("done", finished.done()));
  }

  void on(@Observes DeliveryExhausted delivery) {
    if (new EventType(delivery.eventType()).operational()) {
      return; // or a receiver that is down would be told of its own messages about itself
    }
    OptionalLong untold = exhausted.pass(delivery.webhookId());
    if (untold.isPresent()) {
      JsonObjectBuilder data =
          about(delivery.webhookId())
              .add("deliveryId", delivery.deliveryId())
              .add("messageId", delivery.messageId())
              .add("eventType", delivery.eventType())
              .add("attempts", delivery.attempts());
      if (delivery.httpStatus() == null) {
        data.addNull("httpStatus");
      } else {
        data.add("httpStatus", delivery.httpStatus());
      }
      tell(EventType.DELIVERY_EXHAUSTED, delivery.owner(), data.add("untold", untold.getAsLong()));
    }
  }

  private static JsonObjectBuilder about(long webhookId) {
    return JSON.createObjectBuilder().add("webhookId", webhookId);
  }

  private void tell(EventType type, OrganizationId owner, JsonObjectBuilder data) {
    Snapshot webhooks = catalog.current();
    boolean asked =
        !webhooks.matching(owner, type).isEmpty()
            || !webhooks.inactiveMatching(owner, type).isEmpty();
    if (asked) { // mostly nobody has
      recorded.fire(messages.operational(type, owner, data.build()));
    }
  }
}
