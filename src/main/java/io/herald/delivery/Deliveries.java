package io.herald.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.herald.messages.Message;
import io.herald.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The store of what is under way: records, claims, settles, releases, cancels. Each call is one
 * short transaction, or part of the caller's.
 */
@ApplicationScoped
@Transactional
class Deliveries {

  private static final String INSERT_CANCELLED =
      """
      insert into delivery (id, message_id, webhook_id, organization_id, event_type, body, created_at, finished_at,
        status, attempt_count, retries_used)
      values (?, ?, ?, ?, ?, ?, ?, ?, 'cancelled', 0, 0)""";
  private static final List<String> TAKE_BACK =
      List.of("delete from delivery where message_id = ?", "delete from message where id = ?");
  private static final String RELEASE =
      "update delivery set claimed_by = null where id = ? and claimed_by = ? and status = 'pending'";
  private static final String CLAIMED_BY =
      "select id from delivery where claimed_by = ? and status = 'pending'";
  private static final String CANCEL =
      "update delivery set status = 'cancelled', due_at = null, finished_at = ? where webhook_id = ? and status = 'pending' and ";

  /** In three statements, so that each finds its rows by an index. */
  private static final List<String> CANCEL_ALL =
      List.of(
          CANCEL + "claimed_by is null",
          CANCEL + "claimed_by = " + Claim.BY_RECEIVER,
          CANCEL + "claimed_by is not null and claimed_by in (select id from node)");

  private static final String IS_DELETED =
      "select 1 from webhook where id = ? and deleted_at is not null";

  private static final String LEAVE_TO_RECEIVER =
      "update delivery set claimed_by = %d where webhook_id = ? and status = 'pending' and claimed_by is null"
          .formatted(Claim.BY_RECEIVER);
  private static final String TAKE_FROM_RECEIVER =
      "update delivery set claimed_by = null where webhook_id = ? and status = 'pending' and claimed_by = %d"
          .formatted(Claim.BY_RECEIVER);

  private static final String NOTE_UNTRANSFORMED =
      "update delivery set transformation_error = ? where id = ?";

  private static final int MOST_ERROR = 1000;

  private final EntityManager entityManager;
  private final HotStatements statements;
  private final GateStatements gates;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Deliveries() { // for the CDI proxy
    this.entityManager = null;
    this.statements = null;
    this.gates = null;
    this.clock = null;
  }

  @Inject
  Deliveries(EntityManager entityManager, Database database, Clock clock) {
    this.entityManager = entityManager;
    this.statements = HotStatements.of(database);
    this.gates = new GateStatements(statements);
    this.clock = clock;
  }

  /** Inserts messages with their deliveries; returns the catalogue's revision by then. */
  long record(List<Message> messages, List<NewDelivery> deliveries) {
    return run(connection -> statements.record().record(connection, messages, deliveries));
  }

  /** Removes what the present transaction has just recorded. */
  void takeBack(List<Message> messages) {
    run(
        connection -> {
          for (String sql : TAKE_BACK) {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
              for (Message message : messages) {
                delete.setObject(1, message.id().value());
                delete.addBatch();
              }
              delete.executeBatch();
            }
          }
          return messages.size();
        });
  }

  /** Inserts deliveries of recorded messages that nobody is to attempt. */
  void recordCancelled(List<NewDelivery> cancelled) {
    if (cancelled.isEmpty()) {
      return;
    }
    run(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT_CANCELLED)) {
            for (NewDelivery each : cancelled) {
              OffsetDateTime at = each.createdAt().atOffset(ZoneOffset.UTC);
              insert.setLong(1, each.id());
              insert.setObject(2, each.messageId().value());
              insert.setLong(3, each.webhookId());
              insert.setObject(4, each.owner().value());
              insert.setString(5, each.message().type().name());
              insert.setString(6, each.ownBody());
              insert.setObject(7, at);
              insert.setObject(8, at);
              insert.addBatch();
            }
            return insert.executeBatch();
          }
        });
  }

  /**
   * Notes for the log why the transformations of these deliveries, which were just recorded, did
   * not apply. A statement of its own: it is rare, and others need not carry a column for it.
   */
  void noteUntransformed(Map<Long, String> errors) {
    if (errors.isEmpty()) {
      return;
    }
    run(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(NOTE_UNTRANSFORMED)) {
            for (Map.Entry<Long, String> each : errors.entrySet()) {
              String error = each.getValue();
              update.setString(1, error.substring(0, Math.min(error.length(), MOST_ERROR)));
              update.setLong(2, each.getKey());
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  /** Webhooks with something due, in turns; see {@link DueStatements#due}. */
  DueStatements.Due due(long after, int limit) {
    return run(connection -> statements.due().due(connection, clock.instant(), after, limit));
  }

  /** Claims up to so many due deliveries for each webhook. */
  List<Claim> claim(long node, Map<Long, Integer> rooms) {
    return run(connection -> statements.claim().claim(connection, node, clock.instant(), rooms));
  }

  /** Claims for webhooks with a rate limit or an order what may begin now. */
  GateStatements.Passed claim(long node, List<Pass> passes) {
    return run(connection -> gates.claim(connection, node, clock.instant(), passes));
  }

  /** Settles what this node still holds; returns which. */
  Set<Long> settle(List<Settlement> settlements) {
    return run(connection -> statements.record().settle(connection, settlements));
  }

  /** Gives claims back unattempted. */
  void release(Collection<Claim> claims) {
    claims.stream()
        .collect(groupingBy(Claim::claimant, mapping(Claim::deliveryId, toList())))
        .forEach(this::release);
  }

  /** Gives back, by their ids, deliveries that a node has claimed. */
  void release(long node, Collection<Long> deliveryIds) {
    run(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            for (long id : deliveryIds) {
              update.setLong(1, id);
              update.setLong(2, node);
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  /** The ids of all that a node has claimed. */
  List<Long> claimedBy(long node) {
    return run(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(CLAIMED_BY)) {
            query.setLong(1, node);
            try (ResultSet rows = query.executeQuery()) {
              List<Long> ids = new ArrayList<>();
              while (rows.next()) {
                ids.add(rows.getLong(1));
              }
              return ids;
            }
          }
        });
  }

  /** The first deliveries, by id, that wait for the receiver of a webhook to fetch them. */
  List<Claim> waitingForReceiver(long webhookId, int limit, long maxBytes) {
    return run(
        connection ->
            statements.claim().waitingForReceiver(connection, webhookId, limit, maxBytes));
  }

  /** The webhooks for whose receivers something waits. */
  List<Long> receiversAwaited() {
    return run(statements.due()::receiversAwaited);
  }

  /** Leaves what no node has claimed to the receiver, due or not. */
  int leaveToReceiver(long webhookId) {
    return run(connection -> update(connection, LEAVE_TO_RECEIVER, webhookId));
  }

  /** Gives what waits for the receiver to whatever node claims it. */
  int takeFromReceiver(long webhookId) {
    return run(connection -> update(connection, TAKE_FROM_RECEIVER, webhookId));
  }

  private static int update(Connection connection, String sql, long webhookId) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, webhookId);
      return update.executeUpdate();
    }
  }

  /**
   * Cancels what is pending for a webhook; an attempt under way ends, and counts if it delivers.
   */
  int cancelPending(long webhookId) {
    return run(
        connection -> {
          int cancelled = 0;
          for (String sql : CANCEL_ALL) {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
              update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
              update.setLong(2, webhookId);
              cancelled += update.executeUpdate();
            }
          }
          return cancelled;
        });
  }

  /**
   * The same for one that turns out to be deleted, by another node or in a race with the recording.
   */
  void cancelIfDeleted(long webhookId) {
    boolean deleted =
        run(
            connection -> {
              try (PreparedStatement query = connection.prepareStatement(IS_DELETED)) {
                query.setLong(1, webhookId);
                try (ResultSet row = query.executeQuery()) {
                  return row.next();
                }
              }
            });
    if (deleted) {
      cancelPending(webhookId);
    }
  }

  private <T> T run(Work<T> work) {
    try {
      return work.on(entityManager.unwrap(Connection.class));
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
