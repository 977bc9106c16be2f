package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.messages.MessageId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: one statement for many rows, handed over as arrays. */
final class PostgresStatements implements HotStatements {

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
        as d (id, message_id, webhook_id, organization_id, event_type, body, claimed_by, created_at)""";

  /** Enough to see at a glance whose deliveries are due, as long as nobody has a backlog. */
  private static final int GLANCE = 1000;

  private static final int FETCHED = 20;

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

  private static final String OLDEST =
      """
      select id from delivery where webhook_id = ? and status = 'pending' and claimed_by is null
      order by id limit 1""";

  private static final String WAITING_FOR_RECEIVER =
      """
      select d.id, d.message_id, d.webhook_id, d.event_type, coalesce(d.body, m.body), d.attempt_count,
        d.retries_used
      from delivery as d join message as m on m.id = d.message_id
      where d.webhook_id = ? and d.status = 'pending' and d.claimed_by = -1 order by d.id limit ?""";

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

  /** Looks first: {@code on conflict} alone would wait for whoever holds the gate. */
  private static final String MAKE_GATE =
      """
      insert into delivery_gate (webhook_id, free_from_micros)
      select lane.id, 0 from (values (?::bigint)) as lane (id)
      where not exists (select from delivery_gate where webhook_id = lane.id) on conflict do nothing""";

  /**
   * The planner must not read whole tables for a few hundred ids, even where it has no statistics
   * yet.
   */
  private static final String BY_INDEX =
      "set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off";

  private static final String SETTLE =
      """
      update delivery as d set
        status = case when d.status = 'cancelled' and s.status <> 'delivered' then d.status else s.status end,
        due_at = case when d.status = 'cancelled' then null else s.due_at end,
        attempt_count = s.number, retries_used = s.retries_used, http_status = s.http_status,
        finished_at = s.finished_at, claimed_by = null
      from unnest(?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[], ?::timestamptz[],
          ?::timestamptz[])
        as s (id, claimant, status, number, retries_used, http_status, due_at, finished_at)
      where d.id = s.id and d.claimed_by = s.claimant and d.attempt_count = s.number - 1
      returning d.id""";

  private static final String ATTEMPTS =
      """
      insert into attempt (delivery_id, number, started_at, duration_ms, outcome, http_status,
        request_headers, response_headers, response_body, error)
      select * from unnest(?::bigint[], ?::int[], ?::timestamptz[], ?::int[], ?::text[], ?::int[],
        ?::text[], ?::text[], ?::text[], ?::text[])""";

  @Override
  public void record(Connection connection, List<Message> messages, List<NewDelivery> deliveries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
      Arrays<Message> message = new Arrays<>(connection, insert, 1, messages);
      message.add("uuid", m -> m.id().value());
      message.add("uuid", m -> m.organization().value());
      message.add("text", m -> m.type().name());
      message.add("text", m -> m.body().json());
      message.add("timestamptz", m -> m.recordedAt().toString());
      Arrays<NewDelivery> delivery = new Arrays<>(connection, insert, 6, deliveries);
      delivery.add("bigint", NewDelivery::id);
      delivery.add("uuid", d -> d.messageId().value());
      delivery.add("bigint", NewDelivery::webhookId);
      delivery.add("uuid", d -> d.owner().value());
      delivery.add("text", d -> d.message().type().name());
      delivery.add("text", NewDelivery::ownBody);
      delivery.add("bigint", NewDelivery::claimedBy);
      delivery.add("timestamptz", d -> d.createdAt().toString());
      insert.executeUpdate();
    }
  }

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
  public List<Claim> claim(Connection connection, long node, Instant now, Map<Long, Integer> rooms)
      throws SQLException {
    List<Map.Entry<Long, Integer>> lanes = List.copyOf(rooms.entrySet());
    planByIndex(connection);
    try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
      Arrays<Map.Entry<Long, Integer>> lane = new Arrays<>(connection, update, 1, lanes);
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
    planByIndex(connection);
    try (PreparedStatement update = connection.prepareStatement(CLAIM_THESE)) {
      update.setLong(1, node);
      update.setArray(2, connection.createArrayOf("bigint", deliveryIds.toArray()));
      return claims(update, node);
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

  @Override
  public List<Claim> waitingForReceiver(
      Connection connection, long webhookId, int limit, long maxLength) throws SQLException {
    planByIndex(connection);
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

  @Override
  public Set<Long> settle(Connection connection, List<Settlement> settlements) throws SQLException {
    planByIndex(connection);
    Set<Long> settled = updateDeliveries(connection, settlements);
    insertAttempts(
        connection,
        settlements.stream().filter(each -> settled.contains(each.deliveryId())).toList());
    return settled;
  }

  private static void planByIndex(Connection connection) throws SQLException {
    try (Statement planner = connection.createStatement()) {
      planner.execute(BY_INDEX);
    }
  }

  private static Set<Long> updateDeliveries(Connection connection, List<Settlement> settlements)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
      Arrays<Settlement> row = new Arrays<>(connection, update, 1, settlements);
      row.add("bigint", Settlement::deliveryId);
      row.add("bigint", s -> s.claim().claimant());
      row.add("text", s -> s.status().toString());
      row.add("int", s -> s.attempt().number());
      row.add("int", Settlement::retriesUsed);
      row.add("int", s -> s.attempt().httpStatus());
      row.add("timestamptz", s -> text(s.nextAttemptAt()));
      row.add("timestamptz", s -> text(s.nextAttemptAt() == null ? s.endedAt() : null));
      try (ResultSet rows = update.executeQuery()) {
        Set<Long> settled = new HashSet<>();
        while (rows.next()) {
          settled.add(rows.getLong(1));
        }
        return settled;
      }
    }
  }

  private static void insertAttempts(Connection connection, List<Settlement> settled)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ATTEMPTS)) {
      Arrays<Settlement> row = new Arrays<>(connection, insert, 1, settled);
      row.add("bigint", Settlement::deliveryId);
      row.add("int", s -> s.attempt().number());
      row.add("timestamptz", s -> s.attempt().startedAt().toString());
      row.add("int", s -> s.attempt().durationMs());
      row.add("text", s -> s.attempt().outcome());
      row.add("int", s -> s.attempt().httpStatus());
      row.add("text", s -> s.attempt().requestHeaders());
      row.add("text", s -> s.attempt().responseHeaders());
      row.add("text", s -> s.attempt().responseBody());
      row.add("text", s -> s.attempt().error());
      insert.executeUpdate();
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** Binds one array parameter after the other, each with one value of every row. */
  private static final class Arrays<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int position;

    Arrays(Connection connection, PreparedStatement statement, int position, List<T> rows) {
      this.connection = connection;
      this.statement = statement;
      this.position = position;
      this.rows = rows;
    }

    void add(String type, Function<T, @Nullable Object> value) throws SQLException {
      @Nullable Object[] values = array(type, rows.size());
      for (int i = 0; i < values.length; i++) {
        values[i] = value.apply(Objects.requireNonNull(rows.get(i)));
      }
      Array array = connection.createArrayOf(type, values);
      statement.setArray(position++, array);
    }

    /** Of the class that the driver sends as it is; others go as text, with all that is escaped. */
    private static @Nullable Object[] array(String type, int length) {
      return switch (type) {
        case "text" -> new @Nullable String[length];
        case "bigint" -> new @Nullable Long[length];
        case "int" -> new @Nullable Integer[length];
        default -> new @Nullable Object[length];
      };
    }
  }
}
