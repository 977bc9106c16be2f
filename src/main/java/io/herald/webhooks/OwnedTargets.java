package io.herald.webhooks;

import io.herald.messages.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The active webhooks of one organization, found by event type: an organization may have thousands
 * that each hear a few types, and matching must not look at all of them.
 */
final class OwnedTargets {

  static final OwnedTargets NONE = new OwnedTargets(List.of());

  private final Map<String, List<Target>> byType = new HashMap<>();
  private final List<Target> broad = new ArrayList<>(0);

  OwnedTargets(Collection<Target> targets) {
    for (Target target : targets) {
      if (!target.active()) {
        continue;
      }
      if (target.eventTypes().exact()) {
        for (EventTypePattern pattern : target.eventTypes().patterns()) {
          byType.computeIfAbsent(pattern.text(), type -> new ArrayList<>(1)).add(target);
        }
      } else {
        broad.add(target);
      }
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
