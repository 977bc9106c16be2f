package io.herald.operations;

import io.herald.ids.LongIds;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Removes what is older than {@code herald.retention}: finished deliveries with their attempts,
 * then messages that no delivery needs, deleted webhooks without deliveries, replays that have
 * ended, tokens that ended that long ago, event types that were deleted or whose organization was;
 * entries of the audit log by a time of their own. A batch at a time, each a short transaction,
 * found by the time in the ids, so that deliveries never wait for it. What is pending stays,
 * however old, unless it is the receiver who ought to have fetched it ({@code claimed_by} is -1).
 */
@ApplicationScoped
@Transactional
class Retention {

  /** Rows in one transaction: a few milliseconds. */
  static final int BATCH = 500;

  private static final String OLD_DELIVERIES =
      """
      select id, webhook_id from delivery where id < ? and (status <> 'pending' or claimed_by = -1)
      order by id limit ? for update skip locked""";
  private static final String COUNTED_BELOW =
      "select below from delivery_count_mark where id = 1 for update";
  private static final String COUNT_FEWER =
      "update delivery_count set deliveries = deliveries - ? where webhook_id = ?";
  private static final String OLD_MESSAGES =
      """
      select id from message m where recorded_at < ? and id < ?
        and not exists (select 1 from delivery d where d.message_id = m.id) order by id limit ?""";
  private static final String OLD_WEBHOOKS =
      """
      select id from webhook w where deleted_at < ?
        and not exists (select 1 from delivery d where d.webhook_id = w.id) limit ?""";
  private static final String OLD_AUDIT_ENTRIES =
      """
      select id from audit_entry where id < ? order by id limit ?""";
  private static final String ENDED_TOKENS =
      """
      select id from api_token where expires_at < ? limit ?""";
  private static final String OLD_EVENT_TYPES =
      """
      select id from event_type t where deleted_at < ?
        or not exists (select 1 from organization o where o.id = t.organization_id) limit ?""";

  private static final String OLD_REPLAYS =
      "select id from replay where finished_at < ? order by id limit ? for update skip locked";

  private final EntityManager entityManager;
  private final Clock clock;
  private final Duration retention;
  private final Duration auditRetention;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Retention() { // for the CDI proxy
    this.entityManager = null;
    this.clock = null;
    this.retention = null;
    this.auditRetention = null;
  }

  @Inject
  Retention(EntityManager entityManager, Clock clock, Settings settings) {
    this.entityManager = entityManager;
    this.clock = clock;
    this.retention =
        settings.duration("herald.retention", Duration.ofHours(1), Duration.ofDays(36_500));
    this.auditRetention =
        settings.duration("herald.audit.retention", Duration.ofDays(1), Duration.ofDays(36_500));
  }

  /** Removes one batch of each kind; false when there is nothing more to remove. */
  boolean removeBatch() {
    Instant end = clock.instant().minus(retention);
    Connection connection = entityManager.unwrap(Connection.class);
    try {
      List<Object> deliveries =
          removeDeliveries(connection, OLD_DELIVERIES, LongIds.lowestAt(end), BATCH);
      List<Object> messages =
          ids(connection, OLD_MESSAGES, end.atOffset(ZoneOffset.UTC), firstUuidAt(end), BATCH);
      delete(connection, "delete from message where id = ?", messages);
      List<Object> webhooks = ids(connection, OLD_WEBHOOKS, end.atOffset(ZoneOffset.UTC), BATCH);
      delete(connection, "delete from delivery_count where webhook_id = ?", webhooks);
      delete(connection, "delete from delivery_gate where webhook_id = ?", webhooks);
      delete(connection, "delete from webhook where id = ?", webhooks);
      List<Object> replays = ids(connection, OLD_REPLAYS, end.atOffset(ZoneOffset.UTC), BATCH);
      delete(connection, "delete from replay where id = ?", replays);
      List<Object> entries =
          ids(
              connection,
              OLD_AUDIT_ENTRIES,
              LongIds.lowestAt(clock.instant().minus(auditRetention)),
              BATCH);
      delete(connection, "delete from audit_entry where id = ?", entries);
      List<Object> tokens = ids(connection, ENDED_TOKENS, end.atOffset(ZoneOffset.UTC), BATCH);
      delete(connection, "delete from api_token where id = ?", tokens);
      List<Object> eventTypes =
          ids(connection, OLD_EVENT_TYPES, end.atOffset(ZoneOffset.UTC), BATCH);
      delete(connection, "delete from event_type where id = ?", eventTypes);
      return Stream.of(deliveries, messages, webhooks, replays, entries, tokens, eventTypes)
          .anyMatch(batch -> batch.size() == BATCH);
    } catch (SQLException e) {
      throw new IllegalStateException("what is old could not be removed", e);
    }
  }

  /**
   * Removes the deliveries that {@code sql} finds, with their attempts; returns their ids. Those
   * that were counted for the delivery log count no more.
   */
  static List<Object> removeDeliveries(Connection connection, String sql, Object... parameters)
      throws SQLException {
    Map<Long, Long> webhooks = new TreeMap<>(); // by delivery
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          webhooks.put(rows.getLong(1), rows.getLong(2));
        }
      }
    }
    if (!webhooks.isEmpty()) {
      long counted = ((Number) ids(connection, COUNTED_BELOW).get(0)).longValue();
      Map<Long, Integer> fewer = new TreeMap<>(); // in order, so that nobody waits in a circle
      webhooks.forEach(
          (delivery, webhook) -> {
            if (delivery < counted) {
              fewer.merge(webhook, 1, Integer::sum);
            }
          });
      try (PreparedStatement update = connection.prepareStatement(COUNT_FEWER)) {
        for (Map.Entry<Long, Integer> each : fewer.entrySet()) {
          update.setInt(1, each.getValue());
          update.setLong(2, each.getKey());
          update.addBatch();
        }
        update.executeBatch();
      }
    }
    List<Object> deliveries = List.copyOf(webhooks.keySet());
    delete(connection, "delete from attempt where delivery_id = ?", deliveries);
    delete(connection, "delete from delivery where id = ?", deliveries);
    return deliveries;
  }

  /** Message ids are UUIDs of version 7: they begin with the milliseconds. */
  private static UUID firstUuidAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }

  private static List<Object> ids(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        List<Object> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getObject(1));
        }
        return ids;
      }
    }
  }

  private static void delete(Connection connection, String sql, List<Object> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object id : ids) {
        statement.setObject(1, id);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
