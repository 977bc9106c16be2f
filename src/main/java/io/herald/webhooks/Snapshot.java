package io.herald.webhooks;

import io.herald.messages.EventType;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All webhooks that are not deleted, as they were at one revision. Immutable. */
public final class Snapshot {

  private final OrganizationTree tree;
  private final long revision;
  private final ShardedMap<Long, Target> byId;
  private final ShardedMap<OrganizationId, OwnedTargets> byOwner;

  private Snapshot(
      OrganizationTree tree,
      long revision,
      ShardedMap<Long, Target> byId,
      ShardedMap<OrganizationId, OwnedTargets> byOwner) {
    this.tree = tree;
    this.revision = revision;
    this.byId = byId;
    this.byOwner = byOwner;
  }

  /** Before anything was read. */
  static Snapshot empty(OrganizationTree tree) {
    return new Snapshot(tree, -1, ShardedMap.empty(), ShardedMap.empty());
  }

  /**
   * This one, with what changed up to {@code newRevision}.
   *
   * @param changes the webhook as it is now; empty where it is gone
   */
  Snapshot with(long newRevision, Map<Long, Optional<Target>> changes) {
    Map<OrganizationId, Map<Long, Optional<Target>>> changesByOwner = new HashMap<>();
    changes.forEach(
        (id, change) ->
            change
                .or(() -> find(id)) // a webhook never changes its owner
                .ifPresent(
                    target ->
                        changesByOwner
                            .computeIfAbsent(target.owner(), owner -> new HashMap<>())
                            .put(id, change)));
    Map<OrganizationId, Optional<OwnedTargets>> owned = new HashMap<>();
    changesByOwner.forEach((owner, ofOwner) -> owned.put(owner, of(owner).with(ofOwner)));
    return new Snapshot(tree, newRevision, byId.with(changes), byOwner.with(owned));
  }

  private OwnedTargets of(OrganizationId owner) {
    return byOwner.get(owner).orElse(OwnedTargets.NONE);
  }

  /** The {@code catalog_revision} up to which this is complete. */
  public long revision() {
    return revision;
  }

  /**
   * The active webhooks that hear of it: those of {@code about} and of the organizations above it
   * whose event types match. May ask the database for the way up, once for each organization.
   */
  public List<Target> matching(OrganizationId about, EventType type) {
    List<Target> matching = new ArrayList<>();
    for (OrganizationId owner : tree.pathOf(about)) {
      of(owner).forEachMatching(type, matching::add);
    }
    return matching;
  }

  /** The inactive webhooks that would hear of it; see {@link #matching}. */
  public List<Target> inactiveMatching(OrganizationId about, EventType type) {
    List<Target> matching = new ArrayList<>();
    for (OrganizationId owner : tree.pathOf(about)) {
      of(owner).forEachInactiveMatching(type, matching::add);
    }
    return matching;
  }

  /** The webhook, active or not; empty where there was none. */
  public Optional<Target> find(long webhookId) {
    return byId.get(webhookId);
  }
}
