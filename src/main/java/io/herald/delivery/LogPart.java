package io.herald.delivery;

import io.herald.webhooks.EventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a webhook's delivery log, in the order of its ids.
 *
 * @param after it begins behind this delivery
 * @param last it ends with this delivery, or the one before it
 * @param since of {@code createdAt}, included
 * @param until of {@code createdAt}, excluded
 * @param status empty: every final one
 */
public record LogPart(
    long webhookId,
    long after,
    long last,
    Instant since,
    Instant until,
    Optional<DeliveryStatus> status,
    EventTypes eventTypes) {

  /** A condition over columns of {@code delivery}; its parameters are {@link #parameters}. */
  String condition() {
    StringBuilder condition = new StringBuilder("created_at >= ? and created_at < ? and status ");
    // literals of our own: with parameters PostgreSQL would not see that a partial index fits
    condition.append(status.map(wanted -> "= '" + wanted + "'").orElse("<> 'pending'"));
    List<String> types = new ArrayList<>();
    for (String pattern : eventTypes.names()) {
      types.add(pattern.endsWith("*") ? "event_type like ? escape '!'" : "event_type = ?");
    }
    if (!types.isEmpty()) {
      condition.append(" and (").append(String.join(" or ", types)).append(')');
    }
    return condition.toString();
  }

  List<Object> parameters() {
    List<Object> parameters = new ArrayList<>();
    parameters.add(since);
    parameters.add(until);
    for (String pattern : eventTypes.names()) {
      parameters.add(
          pattern.endsWith("*")
              ? pattern.substring(0, pattern.length() - 1).replace("_", "!_") + "%"
              : pattern);
    }
    return parameters;
  }
}
