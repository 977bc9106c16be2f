package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.security.CatalogRevision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * H2: statements are cheap calls within the process, so small ones, many times; the inserts in JDBC
 * batches.
 */
final class H2RecordStatements implements RecordStatements {

  private static final String INSERT_MESSAGE =
      "insert into message (id, organization_id, event_type, body, recorded_at) values (?, ?, ?, ?, ?)";
  private static final String INSERT_DELIVERY =
      """
      insert into delivery (id, message_id, webhook_id, organization_id, event_type, body, claimed_by,
        created_at, due_at, status, attempt_count, retries_used)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, 0)""";
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
  public long record(Connection connection, List<Message> messages, List<NewDelivery> deliveries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_MESSAGE)) {
      for (Message message : messages) {
        H2Calls.bind(
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
        H2Calls.bind(
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
    return CatalogRevision.read(connection);
  }

  @Override
  public Set<Long> settle(Connection connection, List<Settlement> settlements) throws SQLException {
    Set<Long> settled = new HashSet<>();
    try (PreparedStatement update = connection.prepareStatement(SETTLE);
        PreparedStatement insert = connection.prepareStatement(INSERT_ATTEMPT)) {
      for (Settlement each : settlements) {
        Settlement.AttemptRecord attempt = each.attempt();
        H2Calls.bind(
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
          H2Calls.bind(
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
}
