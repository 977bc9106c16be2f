package io.herald.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * H2: the column {@code waiting_for} is the webhook of what waits unclaimed, its negative where the
 * receiver is waited for, and null else.
 */
final class H2DueStatements implements DueStatements {

  private static final String NEXT_WAITING_WEBHOOK =
      "select waiting_for from delivery where waiting_for > ? order by waiting_for limit 1";
  private static final String IS_DUE =
      "select 1 from delivery where waiting_for = ? and due_at <= ? limit 1";
  private static final String OLDEST =
      "select id from delivery where waiting_for = ? order by id limit 1";
  private static final String NEXT_RECEIVER =
      "select waiting_for from delivery where waiting_for < ? order by waiting_for desc limit 1";

  @Override
  public Due due(Connection connection, Instant now, long after, int looks) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (PreparedStatement next = connection.prepareStatement(NEXT_WAITING_WEBHOOK);
        PreparedStatement isDue = connection.prepareStatement(IS_DUE)) {
      long webhook = after;
      for (int seen = 0; seen < looks; seen++) {
        H2Calls.bind(next, webhook);
        try (ResultSet row = next.executeQuery()) {
          if (!row.next()) {
            return new Due(found, after < 0, -1);
          }
          webhook = row.getLong(1);
        }
        H2Calls.bind(isDue, webhook, now);
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
  public OptionalLong oldest(Connection connection, long webhookId) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OLDEST)) {
      H2Calls.bind(query, webhookId);
      return H2Calls.ids(query).stream().mapToLong(Long::longValue).findFirst();
    }
  }

  @Override
  public List<Long> receiversAwaited(Connection connection) throws SQLException {
    List<Long> webhooks = new ArrayList<>();
    try (PreparedStatement next = connection.prepareStatement(NEXT_RECEIVER)) {
      H2Calls.bind(next, 0L);
      for (List<Long> found = H2Calls.ids(next); !found.isEmpty(); found = H2Calls.ids(next)) {
        webhooks.add(-found.get(0));
        H2Calls.bind(next, found.get(0));
      }
    }
    return webhooks;
  }
}
