package io.herald.delivery;

import io.herald.messages.MessageId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** PostgreSQL: one statement for many rows, handed over as arrays. */
final class PostgresClaimStatements implements ClaimStatements {

  private static final int FETCHED = 20;

  private static final String CLAIM =
      """
      with due as (
        select d.id from unnest(?::bigint[], ?::int[]) as lane (webhook_id, room)
        cross join lateral (
          select id from delivery
          where webhook_id = lane.webhook_id and status = 'pending' and claimed_by is null and due_at <= ?
          order by due_at limit lane.room for update skip locked) as d)
      update delivery as d set claimed_by = ? from due, message as m
      where d.id = due.id and m.id = d.message_id
      returning d.id, d.message_id, d.webhook_id, d.event_type, coalesce(d.body, m.body), d.attempt_count,
        d.retries_used""";

  private static final String CLAIM_THESE =
      """
      update delivery as d set claimed_by = ? from message as m
      where d.id = any(?) and d.status = 'pending' and d.claimed_by is null and m.id = d.message_id
      returning d.id, d.message_id, d.webhook_id, d.event_type, coalesce(d.body, m.body), d.attempt_count,
        d.retries_used""";

  private static final String WAITING_FOR_RECEIVER =
      """
      select d.id, d.message_id, d.webhook_id, d.event_type, coalesce(d.body, m.body), d.attempt_count,
        d.retries_used
      from delivery as d join message as m on m.id = d.message_id
      where d.webhook_id = ? and d.status = 'pending' and d.claimed_by = -1 order by d.id limit ?""";

  /** Looks first: {@code on conflict} alone would wait for whoever holds the gate. */
  private static final String MAKE_GATE =
      """
      insert into delivery_gate (webhook_id, free_from_micros)
      select lane.id, 0 from (values (?::bigint)) as lane (id)
      where not exists (select from delivery_gate where webhook_id = lane.id) on conflict do nothing""";

  @Override
  public List<Claim> claim(Connection connection, long node, Instant now, Map<Long, Integer> rooms)
      throws SQLException {
    List<Map.Entry<Long, Integer>> lanes = List.copyOf(rooms.entrySet());
    PostgresPlanner.byIndex(connection);
    try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
      ArrayParameters<Map.Entry<Long, Integer>> lane =
          new ArrayParameters<>(connection, update, 1, lanes);
      lane.add("bigint", Map.Entry::getKey);
      lane.add("int", Map.Entry::getValue);
      update.setObject(3, now.atOffset(ZoneOffset.UTC));
      update.setLong(4, node);
      return claims(update, node);
    }
  }

  @Override
  public List<Claim> claimThese(Connection connection, long node, List<Long> deliveryIds)
      throws SQLException {
    PostgresPlanner.byIndex(connection);
    try (PreparedStatement update = connection.prepareStatement(CLAIM_THESE)) {
      update.setLong(1, node);
      update.setArray(2, connection.createArrayOf("bigint", deliveryIds.toArray()));
      return claims(update, node);
    }
  }

  @Override
  public List<Claim> waitingForReceiver(
      Connection connection, long webhookId, int limit, long maxLength) throws SQLException {
    PostgresPlanner.byIndex(connection);
    try (PreparedStatement query = connection.prepareStatement(WAITING_FOR_RECEIVER)) {
      query.setFetchSize(FETCHED); // bodies may be large: read no more of them than are answered
      query.setLong(1, webhookId);
      query.setInt(2, limit);
      List<Claim> waiting = new ArrayList<>();
      long length = 0;
      try (ResultSet rows = query.executeQuery()) {
        while ((waiting.isEmpty() || length < maxLength) && rows.next()) {
          Claim claim = claim(rows, Claim.BY_RECEIVER);
          length += claim.body().length();
          waiting.add(claim);
        }
      }
      return waiting;
    }
  }

  @Override
  public boolean makeGate(Connection connection, long webhookId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MAKE_GATE)) {
      insert.setLong(1, webhookId);
      return insert.executeUpdate() == 1;
    }
  }

  private static List<Claim> claims(PreparedStatement update, long node) throws SQLException {
    try (ResultSet rows = update.executeQuery()) {
      List<Claim> claims = new ArrayList<>();
      while (rows.next()) {
        claims.add(claim(rows, node));
      }
      return claims;
    }
  }

  private static Claim claim(ResultSet row, long node) throws SQLException {
    return new Claim(
        row.getLong(1),
        node,
        new MessageId(row.getObject(2, UUID.class)),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getInt(6) + 1,
        row.getInt(7));
  }
}
