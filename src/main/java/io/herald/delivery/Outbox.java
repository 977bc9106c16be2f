package io.herald.delivery;

import io.herald.ids.LongIds;
import io.herald.messages.Message;
import io.herald.nodes.Node;
import io.herald.webhooks.ShapedMessage;
import io.herald.webhooks.ShapedMessage.ShapedBody;
import io.herald.webhooks.Snapshot;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import io.herald.webhooks.WhileInactive;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records messages with one delivery per matching webhook, in the producer's transaction: all of it
 * commits or nothing. A delivery for which this node has room is recorded as claimed by it and
 * handed over in memory after the commit.
 */
@ApplicationScoped
@Transactional
class Outbox {

  private final WebhookCatalog catalog;
  private final Deliveries deliveries;
  private final HandOver handOver;
  private final LongIds ids;
  private final Node node;
  private final Event<DeliveriesAccepted> accepted;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Outbox() { // for the CDI proxy
    this.catalog = null;
    this.deliveries = null;
    this.handOver = null;
    this.ids = null;
    this.node = null;
    this.accepted = null;
  }

  @Inject
  Outbox(
      WebhookCatalog catalog,
      Deliveries deliveries,
      HandOver handOver,
      LongIds ids,
      Node node,
      Event<DeliveriesAccepted> accepted) {
    this.catalog = catalog;
    this.deliveries = deliveries;
    this.handOver = handOver;
    this.ids = ids;
    this.node = node;
    this.accepted = accepted;
  }

  void on(@Observes Message message) {
    record(List.of(message));
  }

  /**
   * Records many at once, for the webhooks that this node knows; once more where these turn out to
   * have changed.
   */
  void record(List<Message> messages) {
    Snapshot known = catalog.known();
    Batch batch = matched(messages, known);
    if (batch.record() > known.revision()) {
      batch.takeBack();
      batch = matched(messages, catalog.current());
      batch.record();
    }
    batch.follow();
  }

  private Batch matched(List<Message> messages, Snapshot webhooks) {
    Batch batch = new Batch(messages);
    for (Message message : messages) {
      ShapedMessage shaped = new ShapedMessage(message);
      for (Target target : webhooks.matching(message.organization(), message.type())) {
        if (shaped.heardBy(target)) {
          batch.add(message, shaped, target);
        }
      }
      for (Target target : webhooks.inactiveMatching(message.organization(), message.type())) {
        if (shaped.heardBy(target)) {
          batch.addInactive(message, shaped, target);
        }
      }
    }
    return batch;
  }

  /** Records a message for one webhook, whatever it subscribes to. Returns the delivery's id. */
  long recordFor(Target target, Message message) {
    Batch batch = new Batch(List.of(message));
    long deliveryId = batch.add(message, new ShapedMessage(message), target);
    batch.record();
    batch.follow();
    return deliveryId;
  }

  /** Messages with their deliveries on the way into one statement. */
  private final class Batch {

    private final List<Message> messages;
    private final HandOver.Cargo cargo = handOver.cargo();
    private final @Nullable Long self = node.mayClaim() ? node.id() : null;
    private final List<NewDelivery> fresh = new ArrayList<>();
    private final List<NewDelivery> dropped = new ArrayList<>();
    private final Map<Long, String> untransformed = new HashMap<>();

    Batch(List<Message> messages) {
      this.messages = messages;
    }

    long add(Message message, ShapedMessage shaped, Target target) {
      NewDelivery delivery = delivery(message, shaped, target, claimant(target));
      fresh.add(delivery);
      return delivery.id();
    }

    /** Its webhook is not active: held, or in the log alone. */
    void addInactive(Message message, ShapedMessage shaped, Target target) {
      NewDelivery delivery =
          delivery(message, shaped, target, target.polled() ? Claim.BY_RECEIVER : null);
      (target.policy().whileInactive() == WhileInactive.HOLD ? fresh : dropped).add(delivery);
    }

    private NewDelivery delivery(
        Message message, ShapedMessage shaped, Target target, @Nullable Long claimedBy) {
      ShapedBody body = shaped.bodyFor(target);
      long id = ids.next();
      if (body.error() != null) {
        untransformed.put(id, body.error());
      }
      return new NewDelivery(
          id,
          message,
          target.webhookId(),
          target.owner(),
          body.text().equals(message.body().json()) ? null : body.text(),
          claimedBy);
    }

    /**
     * This node, where it has a place in memory; nobody, where nodes take turns by the database;
     * the receiver, where it fetches its messages.
     */
    private @Nullable Long claimant(Target target) {
      if (target.polled()) {
        return Claim.BY_RECEIVER;
      }
      if (Gates.needed(target)) {
        cargo.leave();
        return null;
      }
      return self != null && cargo.reserve(target.webhookId()) ? self : null;
    }

    private void tell() {
      if (!messages.isEmpty()) {
        Map<Long, Integer> byWebhook = new HashMap<>();
        fresh.forEach(delivery -> byWebhook.merge(delivery.webhookId(), 1, Integer::sum));
        accepted.fire(
            new DeliveriesAccepted(messages.get(0).recordedAt(), messages.size(), byWebhook));
      }
    }

    /** Returns the catalogue's revision by then. */
    long record() {
      return deliveries.record(messages, fresh);
    }

    void takeBack() {
      deliveries.takeBack(messages);
      cargo.takeBack();
    }

    /** What follows from what is recorded now. */
    void follow() {
      deliveries.recordCancelled(dropped);
      deliveries.noteUntransformed(untransformed);
      tell();
      for (NewDelivery delivery : fresh) {
        if (delivery.claimedBy() != null && delivery.claimedBy() != Claim.BY_RECEIVER) {
          cargo.add(delivery.claim(delivery.claimedBy()));
        }
      }
    }
  }
}
