package io.herald.webhooks;

import io.herald.messages.EventType;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All webhooks that are not deleted, as they were at one revision. Immutable. */
public final class Snapshot {

  private final OrganizationTree tree;
  private final long revision;
  private final Map<Long, Target> byId;
  private final Map<OrganizationId, OwnedTargets> byOwner;

  private Snapshot(
      OrganizationTree tree,
      long revision,
      Map<Long, Target> byId,
      Map<OrganizationId, OwnedTargets> byOwner) {
    this.tree = tree;
    this.revision = revision;
    this.byId = byId;
    this.byOwner = byOwner;
  }

  /** Before anything was read. */
  static Snapshot empty(OrganizationTree tree) {
    return new Snapshot(tree, -1, Map.of(), Map.of());
  }

  /**
   * This one, with what changed up to {@code newRevision}.
   *
   * @param changed webhooks that are there
   * @param deleted ids of webhooks that no longer are
   */
  Snapshot with(long newRevision, Collection<Target> changed, Collection<Long> deleted) {
    if (changed.isEmpty() && deleted.isEmpty()) {
      return new Snapshot(tree, newRevision, byId, byOwner);
    }
    Map<Long, Target> newById = new HashMap<>(byId);
    Set<OrganizationId> owners = new HashSet<>();
    for (Target target : changed) {
      newById.put(target.webhookId(), target);
      owners.add(target.owner());
    }
    for (Long id : deleted) {
      Target target = newById.remove(id);
      if (target != null) {
        owners.add(target.owner());
      }
    }
    Map<OrganizationId, OwnedTargets> newByOwner = new HashMap<>(byOwner);
    newByOwner.keySet().removeAll(owners);
    newById.values().stream()
        .filter(target -> owners.contains(target.owner()))
        .collect(Collectors.groupingBy(Target::owner))
        .forEach((owner, targets) -> newByOwner.put(owner, new OwnedTargets(targets)));
    return new Snapshot(tree, newRevision, newById, newByOwner);
  }

  /** The {@code catalog_revision} up to which this is complete. */
  long revision() {
    return revision;
  }

  /**
   * The active webhooks that hear of it: those of {@code about} and of the organizations above it
   * whose event types match. May ask the database for the way up, once for each organization.
   */
  public List<Target> matching(OrganizationId about, EventType type) {
    List<Target> matching = new ArrayList<>();
    for (OrganizationId owner : tree.pathOf(about)) {
      byOwner.getOrDefault(owner, OwnedTargets.NONE).forEachMatching(type, matching::add);
    }
    return matching;
  }

  /** The webhook, active or not; empty where there was none. */
  public Optional<Target> find(long webhookId) {
    return Optional.ofNullable(byId.get(webhookId));
  }
}
