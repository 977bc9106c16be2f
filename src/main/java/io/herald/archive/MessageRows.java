package io.herald.archive;

import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of messages, each statement along one index, in its caller's transaction. */
@ApplicationScoped
class MessageRows {

  private static final String BY_ID =
      "select id, organization_id, event_type, recorded_at, erased_at from message where id > ? and id < ?";
  private static final String OF_ORGANIZATION = " and organization_id = ?";
  private static final String OLDEST = " order by id limit ?";
  private static final String NEWEST = " order by id desc limit ?";

  private static final String ONE =
      "select id, organization_id, event_type, recorded_at, erased_at, body from message where id = ?";
  private static final String DELIVERIES =
      """
      select id, webhook_id, organization_id, status, attempt_count, http_status, created_at,
        case when claimed_by = -1 then null else due_at end -- -1: the receiver fetches it
      from delivery where message_id = ? order by id limit 1000""";
  private static final String BELOW =
      """
      with recursive reach (id) as (
        select id from organization where id = ?
        union all select o.id from organization o join reach r on o.parent_id = r.id)
      select id from reach""";

  private final EntityManager entityManager;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  MessageRows() { // for the CDI proxy
    this.entityManager = null;
  }

  @Inject
  MessageRows(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** An interval of ids, both ends excluded, and the direction in which it is walked. */
  record Range(UUID above, UUID below, boolean newestFirst) {}

  /** A delivery and the organization that owns its webhook. */
  record OwnedDelivery(OrganizationId owner, MessageDelivery delivery) {}

  /** Up to so many messages of the range, about one organization, or about any. */
  List<MessageView> list(Range range, @Nullable OrganizationId about, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(range.above(), range.below()));
    if (about != null) {
      parameters.add(about.value());
    }
    parameters.add(limit);
    String sql =
        BY_ID + (about == null ? "" : OF_ORGANIZATION) + (range.newestFirst() ? NEWEST : OLDEST);
    return query(sql, parameters, MessageRows::view);
  }

  /** The message, with all its deliveries. */
  Optional<WholeMessage> find(MessageId id) {
    return query(ONE, List.of(id.value()), MessageRows::whole).stream().findFirst();
  }

  /** Oldest first, at most 1,000. */
  List<OwnedDelivery> deliveries(MessageId id) {
    return query(DELIVERIES, List.of(id.value()), MessageRows::delivery);
  }

  /** The organization itself and all below it. */
  List<OrganizationId> subtree(OrganizationId organization) {
    return query(
        BELOW,
        List.of(organization.value()),
        row -> new OrganizationId(row.getObject(1, UUID.class)));
  }

  private static MessageView view(ResultSet row) throws SQLException {
    return new MessageView(
        new MessageId(row.getObject(1, UUID.class)),
        new OrganizationId(row.getObject(2, UUID.class)),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        instant(row, 5));
  }

  private static WholeMessage whole(ResultSet row) throws SQLException {
    MessageView view = view(row);
    return new WholeMessage(
        view.id(),
        view.organizationId(),
        view.eventType(),
        view.recordedAt(),
        view.erasedAt(),
        view.erasedAt() == null ? row.getString(6) : null,
        List.of());
  }

  private static OwnedDelivery delivery(ResultSet row) throws SQLException {
    return new OwnedDelivery(
        new OrganizationId(row.getObject(3, UUID.class)),
        new MessageDelivery(
            row.getLong(1),
            row.getLong(2),
            row.getString(4),
            row.getInt(5),
            row.getObject(6, Integer.class),
            row.getObject(7, OffsetDateTime.class).toInstant(),
            instant(row, 8)));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private <T> List<T> query(String sql, List<?> parameters, Reader<T> reader) {
    try (PreparedStatement query = entityManager.unwrap(Connection.class).prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        query.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = query.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reader.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("messages could not be read", e);
    }
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
