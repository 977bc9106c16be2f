package io.herald.delivery;

import io.herald.nodes.Node;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Webhooks looked at in one walk: each of them then gets something of the batch. */
  private static final int LOOKS = MAX_BATCH;

  private final SteadyDeliveries deliveries;
  private final WebhookCatalog catalog;
  private final Node node;
  private final Sender sender;
  private final Clock clock;
  private long reached = -1;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Claimer() { // for the CDI proxy
    this.deliveries = null;
    this.catalog = null;
    this.node = null;
    this.sender = null;
    this.clock = null;
  }

  @Inject
  Claimer(
      SteadyDeliveries deliveries, WebhookCatalog catalog, Node node, Sender sender, Clock clock) {
    this.deliveries = deliveries;
    this.catalog = catalog;
    this.node = node;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * One round: claims a batch and hands it to the sender. Returns how many deliveries it claimed;
   * none only where nobody has anything due for which there is room.
   */
  int claimDue() {
    catalog.refresh(); // a webhook may have got an order or a limit on another node
    long begin = reached;
    boolean anew = begin < 0;
    while (true) {
      DueStatements.Due due = deliveries.due(reached, LOOKS);
      reached = due.reached();
      int claimed = claim(due);
      boolean circle = anew && (reached < 0 || (begin >= 0 && reached >= begin));
      if (claimed > 0 || due.all() || circle) {
        return claimed;
      }
      anew |= reached < 0;
    }
  }

  private int claim(DueStatements.Due due) {
    Map<Long, Integer> rooms = new LinkedHashMap<>();
    List<Pass> passes = new ArrayList<>();
    look(due, rooms, passes);
    List<Claim> claims = rooms.isEmpty() ? List.of() : deliveries.claim(node.id(), rooms);
    sender.sendClaimed(claims);
    noteBacklogs(due, rooms, claims);
    return claims.size() + claim(passes);
  }

  private int claim(List<Pass> passes) {
    if (passes.isEmpty()) {
      return 0;
    }
    GateStatements.Passed result = deliveries.claim(node.id(), passes);
    sender.gates().asked(passes, result);
    sender.sendClaimed(result.claims());
    return result.claims().size();
  }

  /** For whom there is room, and who must ask at a gate. */
  private void look(DueStatements.Due due, Map<Long, Integer> rooms, List<Pass> passes) {
    Instant now = clock.instant();
    int fairShare = Math.max(1, MAX_BATCH / Math.max(1, due.webhooks().size()));
    int left = MAX_BATCH;
    for (long webhook : due.webhooks()) {
      if (left == 0) {
        break;
      }
      Optional<Target> target = activeTarget(webhook);
      if (target.isEmpty()) {
        continue;
      }
      boolean gated = Gates.needed(target.get());
      int room =
          Math.min(
              Math.min(fairShare, left), gated ? startable(webhook, now) : lanes().room(webhook));
      if (room <= 0) {
        continue;
      }
      left -= room;
      if (gated) {
        passes.add(Gates.pass(target.get(), room));
      } else {
        rooms.put(webhook, room);
      }
    }
  }

  private int startable(long webhook, Instant now) {
    return sender.gates().worthAsking(webhook, now) ? lanes().startable(webhook) : 0;
  }

  private Lanes lanes() {
    return sender.lanes();
  }

  private Optional<Target> activeTarget(long webhook) {
    Optional<Target> target = catalog.find(webhook);
    if (target.isEmpty()) { // deleted, or so new that this node has not heard of it
      catalog.refresh();
      target = catalog.find(webhook);
    }
    if (target.isEmpty()) {
      deliveries.cancelIfDeleted(webhook);
    }
    if (target.filter(Target::polled).isPresent()) { // claimed, or redelivered, as if it were not
      deliveries.leaveToReceiver(webhook);
      return Optional.empty();
    }
    return target.filter(Target::active);
  }

  /**
   * Fresh deliveries of a webhook go to the database, behind the older ones there, while it has a
   * backlog.
   */
  private void noteBacklogs(DueStatements.Due due, Map<Long, Integer> rooms, List<Claim> claims) {
    Map<Long, Integer> counts = new HashMap<>();
    claims.forEach(claim -> counts.merge(claim.webhookId(), 1, Integer::sum));
    rooms.forEach(
        (webhook, room) -> lanes().backlog(webhook, counts.getOrDefault(webhook, 0).equals(room)));
    if (due.all()) {
      Set<Long> dry = new HashSet<>(lanes().withBacklog());
      due.webhooks().forEach(dry::remove);
      dry.forEach(webhook -> lanes().backlog(webhook, false));
    }
  }
}
