package io.herald.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was promised and what arrived, event by event, by a key that travels in the body. */
final class Ledger {

  private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
  private final Map<String, Instant> arrived = new ConcurrentHashMap<>();
  private final Map<String, Instant> repeated = new ConcurrentHashMap<>();
  private final Map<String, Instant> outstanding = new ConcurrentHashMap<>();
  private volatile Instant lastAccepted = Instant.EPOCH;

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
      repeated.putIfAbsent(key, now);
    }
    outstanding.remove(key);
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

  /** Events that arrived again within these instants. */
  long repeatedBetween(Instant from, Instant to) {
    return repeated.values().stream().filter(at -> isBetween(at, from, to)).count();
  }

  /**
   * Events that arrived again within these instants although they had arrived for the first time
   * before {@code inFlight}: they were settled long since, or ought to be.
   */
  long repeatedNotInFlight(Instant from, Instant to, Instant inFlight) {
    return repeated.entrySet().stream()
        .filter(again -> isBetween(again.getValue(), from, to))
        .filter(again -> arrived.getOrDefault(again.getKey(), from).isBefore(inFlight))
        .count();
  }

  private static boolean isBetween(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
