package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.messages.MessageId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * H2: statements are cheap calls within the process, so small ones, many times; the inserts in JDBC
 * batches. The column {@code waiting_for} is the webhook of what waits unclaimed, its negative
 * where the receiver is waited for, and null else. One process has the database to itself, so
 * nobody contends for rows except threads of this node.
 */
final class H2Statements implements HotStatements {

  private static final String INSERT_MESSAGE =
      "insert into message (id, organization_id, event_type, body, recorded_at) values (?, ?, ?, ?, ?)";
  private static final String INSERT_DELIVERY =
      """
      insert into delivery (id, message_id, webhook_id, organization_id, event_type, body, claimed_by,
        created_at, due_at, status, attempt_count, retries_used)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, 0)""";
  private static final String NEXT_WAITING_WEBHOOK =
      "select waiting_for from delivery where waiting_for > ? order by waiting_for limit 1";
  private static final String IS_DUE =
      "select 1 from delivery where waiting_for = ? and due_at <= ? limit 1";
  private static final String LONGEST_DUE =
      """
      select id from delivery where waiting_for = ? and due_at <= ?
      order by due_at limit ? for update skip locked""";
  private static final String OLDEST =
      "select id from delivery where waiting_for = ? order by id limit 1";
  private static final String FIRST_WAITING =
      "select id from delivery where waiting_for = ? order by id limit ?";
  private static final String NEXT_RECEIVER =
      "select waiting_for from delivery where waiting_for < ? order by waiting_for desc limit 1";
  private static final String DETAILS =
      """
      select d.message_id, d.webhook_id, d.event_type, coalesce(d.body, m.body), d.attempt_count,
        d.retries_used
      from delivery d join message m on m.id = d.message_id where d.id = ?""";
  private static final String CLAIM =
      "update delivery set claimed_by = ? where id = ? and status = 'pending' and claimed_by is null";
  private static final String MAKE_GATE =
      """
      insert into delivery_gate (webhook_id, free_from_micros)
      select cast(? as bigint), 0 where not exists (select 1 from delivery_gate where webhook_id = ?)""";
  private static final String SETTLE =
      """
      update delivery set
        status = case when status = 'cancelled' and ? <> 'delivered' then status else ? end,
        due_at = case when status = 'cancelled' then null else cast(? as timestamp(3) with time zone) end,
        attempt_count = ?, retries_used = ?, http_status = ?, finished_at = ?, claimed_by = null
      where id = ? and claimed_by = ? and attempt_count = ?""";
  private static final String INSERT_ATTEMPT =
      """
      insert into attempt (delivery_id, number, started_at, duration_ms, outcome, http_status,
        request_headers, response_headers, response_body, error)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  @Override
  public void record(Connection connection, List<Message> messages, List<NewDelivery> deliveries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_MESSAGE)) {
      for (Message message : messages) {
        bind(
            insert,
            message.id().value(),
            message.organization().value(),
            message.type().name(),
            message.body().json(),
            message.recordedAt());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT_DELIVERY)) {
      for (NewDelivery delivery : deliveries) {
        bind(
            insert,
            delivery.id(),
            delivery.messageId().value(),
            delivery.webhookId(),
            delivery.owner().value(),
            delivery.message().type().name(),
            delivery.ownBody(),
            delivery.claimedBy(),
            delivery.createdAt(),
            delivery.createdAt());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public Due due(Connection connection, Instant now, long after, int looks) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (PreparedStatement next = connection.prepareStatement(NEXT_WAITING_WEBHOOK);
        PreparedStatement isDue = connection.prepareStatement(IS_DUE)) {
      long webhook = after;
      for (int seen = 0; seen < looks; seen++) {
        bind(next, webhook);
        try (ResultSet row = next.executeQuery()) {
          if (!row.next()) {
            return new Due(found, after < 0, -1);
          }
          webhook = row.getLong(1);
        }
        bind(isDue, webhook, now);
        try (ResultSet row = isDue.executeQuery()) {
          if (row.next()) {
            found.add(webhook);
          }
        }
      }
      return new Due(found, false, webhook);
    }
  }

  @Override
  public List<Claim> claim(Connection connection, long node, Instant now, Map<Long, Integer> rooms)
      throws SQLException {
    List<Long> due = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(LONGEST_DUE)) {
      for (Map.Entry<Long, Integer> lane : rooms.entrySet()) {
        bind(query, lane.getKey(), now, lane.getValue());
        due.addAll(ids(query));
      }
    }
    return claimThese(connection, node, due);
  }

  @Override
  public List<Claim> claimThese(Connection connection, long node, List<Long> deliveryIds)
      throws SQLException {
    List<Claim> claims = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
      for (long id : deliveryIds) {
        bind(update, node, id);
        if (update.executeUpdate() == 1) {
          claims.add(details(connection, node, id));
        }
      }
    }
    return claims;
  }

  @Override
  public OptionalLong oldest(Connection connection, long webhookId) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OLDEST)) {
      bind(query, webhookId);
      return ids(query).stream().mapToLong(Long::longValue).findFirst();
    }
  }

  @Override
  public List<Claim> waitingForReceiver(
      Connection connection, long webhookId, int limit, long maxLength) throws SQLException {
    List<Claim> waiting = new ArrayList<>();
    long length = 0;
    try (PreparedStatement query = connection.prepareStatement(FIRST_WAITING)) {
      bind(query, -webhookId, limit);
      for (long id : ids(query)) {
        if (waiting.isEmpty() || length < maxLength) {
          Claim claim = details(connection, Claim.BY_RECEIVER, id);
          length += claim.body().length();
          waiting.add(claim);
        }
      }
    }
    return waiting;
  }

  @Override
  public List<Long> receiversAwaited(Connection connection) throws SQLException {
    List<Long> webhooks = new ArrayList<>();
    try (PreparedStatement next = connection.prepareStatement(NEXT_RECEIVER)) {
      bind(next, 0L);
      for (List<Long> found = ids(next); !found.isEmpty(); found = ids(next)) {
        webhooks.add(-found.get(0));
        bind(next, found.get(0));
      }
    }
    return webhooks;
  }

  @Override
  public boolean makeGate(Connection connection, long webhookId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MAKE_GATE)) {
      bind(insert, webhookId, webhookId);
      return insert.executeUpdate() == 1;
    }
  }

  private static List<Long> ids(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      List<Long> ids = new ArrayList<>();
      while (row.next()) {
        ids.add(row.getLong(1));
      }
      return ids;
    }
  }

  private static Claim details(Connection connection, long node, long id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DETAILS)) {
      bind(query, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new Claim(
            id,
            node,
            new MessageId(row.getObject(1, UUID.class)),
            row.getLong(2),
            row.getString(3),
            row.getString(4),
            row.getInt(5) + 1,
            row.getInt(6));
      }
    }
  }

  @Override
  public Set<Long> settle(Connection connection, List<Settlement> settlements) throws SQLException {
    Set<Long> settled = new HashSet<>();
    try (PreparedStatement update = connection.prepareStatement(SETTLE);
        PreparedStatement insert = connection.prepareStatement(INSERT_ATTEMPT)) {
      for (Settlement each : settlements) {
        Settlement.AttemptRecord attempt = each.attempt();
        bind(
            update,
            each.status().toString(),
            each.status().toString(),
            each.nextAttemptAt(),
            attempt.number(),
            each.retriesUsed(),
            attempt.httpStatus(),
            each.nextAttemptAt() == null ? each.endedAt() : null,
            each.deliveryId(),
            each.claim().claimant(),
            attempt.number() - 1);
        if (update.executeUpdate() == 1) {
          settled.add(each.deliveryId());
          bind(
              insert,
              each.deliveryId(),
              attempt.number(),
              attempt.startedAt(),
              attempt.durationMs(),
              attempt.outcome(),
              attempt.httpStatus(),
              attempt.requestHeaders(),
              attempt.responseHeaders(),
              attempt.responseBody(),
              attempt.error());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
    return settled;
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
    }
  }
}
