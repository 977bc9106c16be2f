package io.herald.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** PostgreSQL: jumps through indexes, whatever lies between. */
final class PostgresDueStatements implements DueStatements {

  /** Enough to see at a glance whose deliveries are due, as long as nobody has a backlog. */
  private static final int GLANCE = 1000;

  private static final String DUE_AT_A_GLANCE =
      """
      select webhook_id, sum(count(*)) over () from (
        select webhook_id from delivery
        where status = 'pending' and claimed_by is null and due_at <= ? order by due_at limit %d) as first
      group by webhook_id"""
          .formatted(GLANCE);

  /** Jumps from webhook to webhook through the index, whatever lies between. */
  private static final String WAITING_BY_WEBHOOK =
      """
      with recursive waiting (webhook_id, due_at) as (
        (select webhook_id, due_at from delivery
          where status = 'pending' and claimed_by is null and webhook_id > ?
          order by webhook_id, due_at limit 1)
        union all
        select next.webhook_id, next.due_at from waiting cross join lateral (
          select webhook_id, due_at from delivery
          where status = 'pending' and claimed_by is null and webhook_id > waiting.webhook_id
          order by webhook_id, due_at limit 1) as next)
      select webhook_id, due_at <= ? from waiting limit ?""";

  private static final String OLDEST =
      """
      select id from delivery where webhook_id = ? and status = 'pending' and claimed_by is null
      order by id limit 1""";

  private static final String RECEIVERS_AWAITED =
      """
      with recursive waiting (webhook_id) as (
        (select webhook_id from delivery
          where status = 'pending' and claimed_by = -1 order by webhook_id limit 1)
        union all
        select (select webhook_id from delivery
          where status = 'pending' and claimed_by = -1 and webhook_id > waiting.webhook_id
          order by webhook_id limit 1)
        from waiting where webhook_id is not null)
      select webhook_id from waiting where webhook_id is not null""";

  @Override
  public Due due(Connection connection, Instant now, long after, int looks) throws SQLException {
    Set<Long> first = new LinkedHashSet<>();
    if (glance(connection, now, first) < GLANCE) {
      return new Due(List.copyOf(first), true, -1);
    }
    Due walk = walk(connection, now, after, looks);
    Set<Long> webhooks = new LinkedHashSet<>(walk.webhooks());
    webhooks.addAll(first);
    return new Due(List.copyOf(webhooks), walk.all(), walk.reached());
  }

  /** Returns how many deliveries it saw. */
  private static long glance(Connection connection, Instant now, Set<Long> webhooks)
      throws SQLException {
    long seen = 0;
    try (PreparedStatement query = connection.prepareStatement(DUE_AT_A_GLANCE)) {
      query.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          webhooks.add(rows.getLong(1));
          seen = rows.getLong(2);
        }
      }
    }
    return seen;
  }

  private static Due walk(Connection connection, Instant now, long after, int looks)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WAITING_BY_WEBHOOK)) {
      query.setLong(1, after);
      query.setObject(2, now.atOffset(ZoneOffset.UTC));
      query.setInt(3, looks);
      try (ResultSet rows = query.executeQuery()) {
        List<Long> webhooks = new ArrayList<>();
        long reached = after;
        int seen = 0;
        for (; rows.next(); seen++) {
          reached = rows.getLong(1);
          if (rows.getBoolean(2)) {
            webhooks.add(reached);
          }
        }
        boolean end = seen < looks;
        return new Due(webhooks, end && after < 0, end ? -1 : reached);
      }
    }
  }

  @Override
  public OptionalLong oldest(Connection connection, long webhookId) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OLDEST)) {
      query.setLong(1, webhookId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  @Override
  public List<Long> receiversAwaited(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(RECEIVERS_AWAITED);
        ResultSet rows = query.executeQuery()) {
      List<Long> webhooks = new ArrayList<>();
      while (rows.next()) {
        webhooks.add(rows.getLong(1));
      }
      return webhooks;
    }
  }
}
