package io.herald.delivery;

import java.util.EnumMap;
import java.util.Map;

/**
 * A number of places, of which every {@link Pace} has some to itself while the rest is for whoever
 * comes first. So a thousand hanging receivers leave room for a healthy one, and a busy healthy one
 * leaves room for the slow.
 */
final class Shares {

  private final int common;
  private final Map<Pace, Integer> own = new EnumMap<>(Pace.class);
  private final Map<Pace, Integer> used = new EnumMap<>(Pace.class);

  Shares(int places) {
    own.put(Pace.FAST, places / 4);
    own.put(Pace.UNKNOWN, places / 8);
    own.put(Pace.SLOW, places / 8);
    common = places - places / 4 - 2 * (places / 8);
    for (Pace pace : Pace.values()) {
      used.put(pace, 0);
    }
  }

  /** How many more of {@code pace} fit in. */
  int free(Pace pace) {
    int commonUsed = 0;
    for (Pace each : Pace.values()) {
      commonUsed += Math.max(0, used(each) - own(each));
    }
    return Math.max(0, own(pace) - used(pace)) + Math.max(0, common - commonUsed);
  }

  void take(Pace pace, int places) {
    used.merge(pace, places, Integer::sum);
  }

  void give(Pace pace, int places) {
    used.merge(pace, -places, Integer::sum);
  }

  /** What was of one pace turned out to be of another. */
  void move(Pace from, Pace to, int places) {
    give(from, places);
    take(to, places);
  }

  int used() {
    return used.values().stream().mapToInt(Integer::intValue).sum();
  }

  private int own(Pace pace) {
    return own.getOrDefault(pace, 0);
  }

  private int used(Pace pace) {
    return used.getOrDefault(pace, 0);
  }
}
