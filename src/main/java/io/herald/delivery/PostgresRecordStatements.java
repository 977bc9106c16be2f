package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.security.CatalogRevision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: one statement for many rows, handed over as arrays. What is asked along with it goes
 * in the same round trip, which costs both sides as much as the work on a row.
 */
final class PostgresRecordStatements implements RecordStatements {

  private static final String RECORD =
      """
      with recorded as (
        insert into message (id, organization_id, event_type, body, recorded_at)
        select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[]))
      insert into delivery (id, message_id, webhook_id, organization_id, event_type, body, claimed_by,
        created_at, due_at, status, attempt_count, retries_used)
      select id, message_id, webhook_id, organization_id, event_type, body, claimed_by,
        created_at, created_at, 'pending', 0, 0
      from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::bigint[],
          ?::timestamptz[])
        as d (id, message_id, webhook_id, organization_id, event_type, body, claimed_by, created_at);
      """
          + CatalogRevision.CURRENT;

  private static final String SETTLE =
      PostgresPlanner.BY_INDEX
          + """
      ;
      with settled as (
        update delivery as d set
          status = case when d.status = 'cancelled' and s.status <> 'delivered' then d.status else s.status end,
          due_at = case when d.status = 'cancelled' then null else s.due_at end,
          attempt_count = s.number, retries_used = s.retries_used, http_status = s.http_status,
          finished_at = s.finished_at, claimed_by = null
        from unnest(?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[], ?::timestamptz[],
            ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as s (id, claimant, status, number, retries_used, http_status, due_at,
            finished_at, started_at, duration_ms, outcome, request_headers, response_headers, response_body, error)
        where d.id = s.id and d.claimed_by = s.claimant and d.attempt_count = s.number - 1
        returning d.id, s.number, s.started_at, s.duration_ms, s.outcome, s.http_status,
          s.request_headers, s.response_headers, s.response_body, s.error)
      insert into attempt (delivery_id, number, started_at, duration_ms, outcome, http_status,
        request_headers, response_headers, response_body, error)
      select * from settled
      returning delivery_id""";

  @Override
  public long record(Connection connection, List<Message> messages, List<NewDelivery> deliveries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
      ArrayParameters<Message> message = new ArrayParameters<>(connection, insert, 1, messages);
      message.add("uuid", m -> m.id().value());
      message.add("uuid", m -> m.organization().value());
      message.add("text", m -> m.type().name());
      message.add("text", m -> m.body().json());
      message.add("timestamptz", m -> m.recordedAt().toString());
      ArrayParameters<NewDelivery> delivery =
          new ArrayParameters<>(connection, insert, 6, deliveries);
      delivery.add("bigint", NewDelivery::id);
      delivery.add("uuid", d -> d.messageId().value());
      delivery.add("bigint", NewDelivery::webhookId);
      delivery.add("uuid", d -> d.owner().value());
      delivery.add("text", d -> d.message().type().name());
      delivery.add("text", NewDelivery::ownBody);
      delivery.add("bigint", NewDelivery::claimedBy);
      delivery.add("timestamptz", d -> d.createdAt().toString());
      try (ResultSet revision = rowsOf(insert)) {
        revision.next();
        return revision.getLong(1);
      }
    }
  }

  @Override
  public Set<Long> settle(Connection connection, List<Settlement> settlements) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
      ArrayParameters<Settlement> row = new ArrayParameters<>(connection, update, 1, settlements);
      row.add("bigint", Settlement::deliveryId);
      row.add("bigint", s -> s.claim().claimant());
      row.add("text", s -> s.status().toString());
      row.add("int", s -> s.attempt().number());
      row.add("int", Settlement::retriesUsed);
      row.add("int", s -> s.attempt().httpStatus());
      row.add("timestamptz", s -> text(s.nextAttemptAt()));
      row.add("timestamptz", s -> text(s.nextAttemptAt() == null ? s.endedAt() : null));
      row.add("timestamptz", s -> s.attempt().startedAt().toString());
      row.add("int", s -> s.attempt().durationMs());
      row.add("text", s -> s.attempt().outcome());
      row.add("text", s -> s.attempt().requestHeaders());
      row.add("text", s -> s.attempt().responseHeaders());
      row.add("text", s -> s.attempt().responseBody());
      row.add("text", s -> s.attempt().error());
      try (ResultSet rows = rowsOf(update)) {
        Set<Long> settled = new HashSet<>();
        while (rows.next()) {
          settled.add(rows.getLong(1));
        }
        return settled;
      }
    }
  }

  /** Of the one that answers with rows, the last of those that are sent together. */
  private static ResultSet rowsOf(PreparedStatement several) throws SQLException {
    for (boolean rows = several.execute(); !rows; rows = several.getMoreResults()) {
      if (several.getUpdateCount() < 0) {
        throw new SQLException("none of the statements answered with rows");
      }
    }
    return several.getResultSet();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
