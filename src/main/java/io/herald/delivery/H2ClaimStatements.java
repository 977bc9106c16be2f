package io.herald.delivery;

import io.herald.messages.MessageId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * H2: small statements, many times. One process has the database to itself, so nobody contends for
 * rows except threads of this node. {@code waiting_for} is as for {@link H2DueStatements}.
 */
final class H2ClaimStatements implements ClaimStatements {

  private static final String LONGEST_DUE =
      """
      select id from delivery where waiting_for = ? and due_at <= ?
      order by due_at limit ? for update skip locked""";
  private static final String FIRST_WAITING =
      "select id from delivery where waiting_for = ? order by id limit ?";
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

  @Override
  public List<Claim> claim(Connection connection, long node, Instant now, Map<Long, Integer> rooms)
      throws SQLException {
    List<Long> due = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(LONGEST_DUE)) {
      for (Map.Entry<Long, Integer> lane : rooms.entrySet()) {
        H2Calls.bind(query, lane.getKey(), now, lane.getValue());
        due.addAll(H2Calls.ids(query));
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
        H2Calls.bind(update, node, id);
        if (update.executeUpdate() == 1) {
          claims.add(details(connection, node, id));
        }
      }
    }
    return claims;
  }

  @Override
  public List<Claim> waitingForReceiver(
      Connection connection, long webhookId, int limit, long maxLength) throws SQLException {
    List<Claim> waiting = new ArrayList<>();
    long length = 0;
    try (PreparedStatement query = connection.prepareStatement(FIRST_WAITING)) {
      H2Calls.bind(query, -webhookId, limit);
      for (long id : H2Calls.ids(query)) {
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
  public boolean makeGate(Connection connection, long webhookId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MAKE_GATE)) {
      H2Calls.bind(insert, webhookId, webhookId);
      return insert.executeUpdate() == 1;
    }
  }

  private static Claim details(Connection connection, long node, long id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DETAILS)) {
      H2Calls.bind(query, id);
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
}
