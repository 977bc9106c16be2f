package io.herald.webhooks;

import io.herald.messages.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The webhooks of one organization, found by event type: an organization may have thousands that
 * each hear a few types, and matching must not look at all of them. Immutable.
 */
final class OwnedTargets {

  static final OwnedTargets NONE = new OwnedTargets(List.of());

  private final List<Target> all;
  private final Index active = new Index();
  private final Index inactive = new Index();

  private OwnedTargets(Collection<Target> targets) {
    all = List.copyOf(targets);
    all.forEach(target -> (target.active() ? active : inactive).add(target));
  }

  /** These with the changes, oldest first; empty where none is left. */
  Optional<OwnedTargets> with(Map<Long, Optional<Target>> changes) {
    Map<Long, Target> targets = new TreeMap<>();
    all.forEach(target -> targets.put(target.webhookId(), target));
    changes.forEach(
        (id, change) ->
            change.ifPresentOrElse(target -> targets.put(id, target), () -> targets.remove(id)));
    return targets.isEmpty() ? Optional.empty() : Optional.of(new OwnedTargets(targets.values()));
  }

  void forEachMatching(EventType type, Consumer<Target> consumer) {
    active.forEachMatching(type, consumer);
  }

  /** Those that would hear of it if they were active. */
  void forEachInactiveMatching(EventType type, Consumer<Target> consumer) {
    inactive.forEachMatching(type, consumer);
  }

  private static final class Index {

    private final Map<String, List<Target>> byType = new HashMap<>(0);
    private final List<Target> broad = new ArrayList<>(0);

    void add(Target target) {
      if (target.eventTypes().exact()) {
        for (EventTypePattern pattern : target.eventTypes().patterns()) {
          byType.computeIfAbsent(pattern.text(), type -> new ArrayList<>(1)).add(target);
        }
      } else {
        broad.add(target);
      }
    }

    void forEachMatching(EventType type, Consumer<Target> consumer) {
      byType.getOrDefault(type.name(), List.of()).forEach(consumer);
      for (Target target : broad) {
        if (target.eventTypes().match(type)) {
          consumer.accept(target);
        }
      }
    }
  }
}
