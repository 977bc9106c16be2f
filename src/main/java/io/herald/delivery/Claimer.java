package io.herald.delivery;

import io.herald.nodes.Node;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claims what is due, fairly: each webhook in turn, each for as much as this node has room for. A
 * webhook with a million due deliveries takes its turn like one with a single delivery.
 */
@ApplicationScoped
class Claimer {

  /** Deliveries in one claim: few enough to be short and to fit into memory whatever their size. */
  private static final int MAX_BATCH = 500;

  private static final int MAX_WEBHOOKS = 1000;

  private final SteadyDeliveries deliveries;
  private final WebhookCatalog catalog;
  private final Node node;
  private final Sender sender;
  private long lastWebhook = -1;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Claimer() { // for the CDI proxy
    this.deliveries = null;
    this.catalog = null;
    this.node = null;
    this.sender = null;
  }

  @Inject
  Claimer(SteadyDeliveries deliveries, WebhookCatalog catalog, Node node, Sender sender) {
    this.deliveries = deliveries;
    this.catalog = catalog;
    this.node = node;
    this.sender = sender;
  }

  /**
   * One round: claims a batch and hands it to the sender. Returns how many deliveries it claimed.
   */
  int claimDue() {
    if (sender.lanes().held() == 0) {
      catalog.refresh(); // an idle node does not follow what changes
    }
    HotStatements.Due due = deliveries.due(lastWebhook, MAX_WEBHOOKS);
    Map<Long, Integer> rooms = rooms(due);
    List<Claim> claims = rooms.isEmpty() ? List.of() : deliveries.claim(node.id(), rooms);
    sender.sendClaimed(claims);
    noteBacklogs(due, rooms, claims);
    return claims.size();
  }

  private Map<Long, Integer> rooms(HotStatements.Due due) {
    Map<Long, Integer> rooms = new LinkedHashMap<>();
    int fairShare = Math.max(1, MAX_BATCH / Math.max(1, due.webhooks().size()));
    int left = MAX_BATCH;
    for (long webhook : due.webhooks()) {
      if (left == 0) {
        break;
      }
      lastWebhook = webhook;
      int room = Math.min(Math.min(fairShare, left), roomFor(webhook));
      if (room > 0) {
        rooms.put(webhook, room);
        left -= room;
      }
    }
    return rooms;
  }

  private int roomFor(long webhook) {
    Optional<Target> target = catalog.find(webhook);
    if (target.isEmpty()) { // deleted, or so new that this node has not heard of it
      catalog.refresh();
      target = catalog.find(webhook);
    }
    if (target.isEmpty()) {
      deliveries.cancelIfDeleted(webhook);
    }
    return target.filter(Target::active).isPresent() ? sender.lanes().room(webhook) : 0;
  }

  /**
   * Fresh deliveries of a webhook go to the database, behind the older ones there, while it has a
   * backlog.
   */
  private void noteBacklogs(HotStatements.Due due, Map<Long, Integer> rooms, List<Claim> claims) {
    Map<Long, Integer> counts = new HashMap<>();
    claims.forEach(claim -> counts.merge(claim.webhookId(), 1, Integer::sum));
    rooms.forEach(
        (webhook, room) ->
            sender.lanes().backlog(webhook, counts.getOrDefault(webhook, 0).equals(room)));
    if (due.all()) {
      Set<Long> dry = new HashSet<>(sender.lanes().withBacklog());
      due.webhooks().forEach(dry::remove);
      dry.forEach(webhook -> sender.lanes().backlog(webhook, false));
    }
  }
}
