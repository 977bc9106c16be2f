package io.herald.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What was promised and what arrived, event by event, by a key that travels in the body.
 *
 * <p>An event is sent once, once more for each attempt that is recorded as failed, and at most once
 * more for each death of a server that had it in hand. What arrives oftener is a fault.
 */
final class Ledger {

  private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
  private final Map<String, Instant> arrived = new ConcurrentHashMap<>();
  private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
  private final Map<String, Integer> inHand = new ConcurrentHashMap<>();
  private final List<Repetition> repeated = new CopyOnWriteArrayList<>(); // few, or else it fails
  private final Map<String, Instant> outstanding = new ConcurrentHashMap<>();
  private volatile Instant lastAccepted = Instant.EPOCH;

  private record Repetition(String key, Instant at) {}

  /** The producer was answered 2xx. */
  void accept(String key) {
    Instant now = Instant.now();
    accepted.put(key, now);
    lastAccepted = now;
    outstanding.put(key, now);
    if (arrived.containsKey(key)) { // faster than the answer
      outstanding.remove(key);
    }
  }

  /** The receiver got it. */
  void arrive(String key) {
    Instant now = Instant.now();
    if (arrived.putIfAbsent(key, now) != null) {
      repeated.add(new Repetition(key, now));
    }
    arrivals.merge(key, 1, Integer::sum);
    outstanding.remove(key);
  }

  /** Their outcome may have been lost: each may arrive once more. */
  void lostHoldOf(Collection<String> keys) {
    keys.forEach(key -> inHand.merge(key, 1, Integer::sum));
  }

  int accepted() {
    return accepted.size();
  }

  /** Distinct events that arrived, promised or not. */
  int arrived() {
    return arrived.size();
  }

  Instant lastAccepted() {
    return lastAccepted;
  }

  /** How long the oldest event has been waiting that was accepted and has not arrived. */
  Duration lag() {
    return outstanding.values().stream()
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, Instant.now()))
        .filter(lag -> !lag.isNegative())
        .orElse(Duration.ZERO);
  }

  /** Keys that were accepted and have not arrived. */
  Collection<String> outstanding() {
    return outstanding.keySet();
  }

  /** Accepted within these instants. */
  long acceptedBetween(Instant from, Instant to) {
    return accepted.values().stream().filter(at -> isBetween(at, from, to)).count();
  }

  /** Arrived for the first time within these instants. */
  long arrivedBetween(Instant from, Instant to) {
    return arrived.values().stream().filter(at -> isBetween(at, from, to)).count();
  }

  /** Events that arrived for the first time since then. */
  Collection<String> arrivedSince(Instant from) {
    return arrived.entrySet().stream()
        .filter(each -> !each.getValue().isBefore(from))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Arrivals of events that had arrived before, within these instants. */
  long repeatedBetween(Instant from, Instant to) {
    return repeated.stream().filter(each -> isBetween(each.at(), from, to)).count();
  }

  /**
   * Events that arrived again within these instants and oftener than they may.
   *
   * @param failed how many attempts are recorded as failed, where there are such
   */
  Collection<String> unexplainedBetween(Instant from, Instant to, Map<String, Integer> failed) {
    return repeated.stream()
        .filter(each -> isBetween(each.at(), from, to))
        .map(Repetition::key)
        .distinct()
        .filter(
            key ->
                arrivals.getOrDefault(key, 0)
                    > 1 + inHand.getOrDefault(key, 0) + failed.getOrDefault(key, 0))
        .toList();
  }

  private static boolean isBetween(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
