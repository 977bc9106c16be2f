package io.herald.delivery;

import io.herald.ids.LongIds;
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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/**
 * How many deliveries a webhook has. Nobody counts ten millions for a page of twenty, and no
 * recording transaction waits for another's counter: in the background deliveries are counted once
 * they are old enough that no transaction can add one below them, and only the newest are counted
 * when somebody asks.
 */
@ApplicationScoped
@Transactional
class DeliveryCounts {

  /** Deliveries counted in one transaction. */
  static final int CHUNK = 100_000;

  /** Up to here a filtered total is exact; beyond, PostgreSQL's planner estimates it. */
  static final int EXACT = 10_000;

  /** By how much the clocks of nodes and database may differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

  /** Where the database does not tell the oldest transaction: longer than any lasts. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

  private static final String MARK = "select below from delivery_count_mark where id = 1";
  private static final String MOVE_MARK = "update delivery_count_mark set below = ? where id = 1";
  private static final String OLDEST_TRANSACTION =
      "select min(xact_start) from pg_stat_activity where datname = current_database()";
  private static final String LAST_OF_CHUNK =
      "select max(id) from (select id from delivery where id >= ? and id < ? order by id limit %d) as chunk"
          .formatted(CHUNK);
  private static final String COUNT =
      """
      merge into delivery_count as c using (
        select webhook_id, count(*) as deliveries from delivery where id >= ? and id <= ?
        group by webhook_id) as n
      on c.webhook_id = n.webhook_id
      when matched then update set deliveries = c.deliveries + n.deliveries
      when not matched then insert (webhook_id, deliveries) values (n.webhook_id, n.deliveries)""";

  private static final String TOTAL =
      """
      select coalesce((select c.deliveries from delivery_count c where c.webhook_id = w.id), 0)
        + (select count(*) from delivery d where d.webhook_id = w.id
            and d.id >= (select below from delivery_count_mark where id = 1))
      from (values (cast(? as bigint))) as w (id)""";

  private final EntityManager entityManager;
  private final Database database;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  DeliveryCounts() { // for the CDI proxy
    this.entityManager = null;
    this.database = null;
    this.clock = null;
  }

  @Inject
  DeliveryCounts(EntityManager entityManager, Database database, Clock clock) {
    this.entityManager = entityManager;
    this.database = database;
    this.clock = clock;
  }

  /** All deliveries of a webhook. */
  long total(long webhookId) {
    try (PreparedStatement query = connection().prepareStatement(TOTAL)) {
      query.setLong(1, webhookId);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  /**
   * Those that a filter leaves: exact up to {@link #EXACT}, and on H2 always; beyond, about right.
   */
  long total(LogRows rows) {
    try {
      if (database == Database.H2) {
        return rows.count(connection(), Integer.MAX_VALUE);
      }
      long counted = rows.count(connection(), EXACT + 1);
      return counted <= EXACT ? counted : Math.max(counted, rows.estimate(connection()));
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  /**
   * Counts the next chunk of what is old enough. Returns whether there may be more; false also
   * while another node counts.
   */
  boolean countChunk() {
    try {
      Connection connection = connection();
      long end = LongIds.lowestAt(safeUntil(connection));
      long mark = number(connection, MARK).orElse(Long.MAX_VALUE);
      if (number(connection, LAST_OF_CHUNK, mark, end).isEmpty()) {
        return false; // the usual case, without a lock
      }
      OptionalLong below = number(connection, MARK + " for update skip locked");
      if (below.isEmpty()) {
        return false;
      }
      OptionalLong last = number(connection, LAST_OF_CHUNK, below.getAsLong(), end);
      if (last.isEmpty()) {
        return false;
      }
      update(connection, COUNT, below.getAsLong(), last.getAsLong());
      update(connection, MOVE_MARK, last.getAsLong() + 1);
      return true;
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  /** A transaction takes its ids after it began: none below the oldest one's begin can come. */
  private Instant safeUntil(Connection connection) throws SQLException {
    Instant now = clock.instant();
    if (database == Database.H2) {
      return now.minus(LONGEST_TRANSACTION);
    }
    try (PreparedStatement query = connection.prepareStatement(OLDEST_TRANSACTION);
        ResultSet row = query.executeQuery()) {
      row.next();
      Instant oldest = row.getObject(1, OffsetDateTime.class).toInstant(); // this one, at least
      return (oldest.isBefore(now) ? oldest : now).minus(CLOCKS_DIFFER);
    }
  }

  private static OptionalLong number(Connection connection, String sql, long... parameters)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, parameters);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return OptionalLong.empty();
        }
        long number = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
      }
    }
  }

  private static void update(Connection connection, String sql, long... parameters)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, parameters);
      update.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, long... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setLong(i + 1, parameters[i]);
    }
  }

  private Connection connection() {
    return entityManager.unwrap(Connection.class);
  }
}
