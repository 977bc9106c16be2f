package io.herald.delivery;

import io.herald.ids.LongIds;
import io.herald.webhooks.EventTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Redelivers many at a time: the same bytes under the same message ids, as {@link Redelivery} does
 * with one. Whose webhook it is, the caller has checked.
 */
@ApplicationScoped
@Transactional
public class LogRedelivery {

  /** Rows that one step looks at: a few milliseconds, whatever it finds. */
  private static final int WINDOW = 1000;

  /**
   * How many may wait for a retry before nothing is added: a receiver that is down must not be
   * given all of a log.
   */
  private static final int MOST_WAITING = 5000;

  /** Ids follow the clock; by no more than this does one lag behind the other. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  private static final Duration BEHIND = Duration.ofDays(1);

  private static final String OF_WEBHOOK = "from delivery where webhook_id = ?";
  private static final String NEWEST = "select max(id) " + OF_WEBHOOK;
  private static final String COUNT =
      "select count(*) " + OF_WEBHOOK + " and id > ? and id <= ? and %s";
  private static final String LOOK =
      "select id, case when %s then 1 else 0 end "
          + OF_WEBHOOK
          + " and id > ? and id <= ? order by id limit ?";
  private static final String REDELIVER =
      """
      update delivery set status = 'pending', due_at = ?, retries_used = 0, claimed_by = null, finished_at = null
      where id = ? and status <> 'pending'
        and not exists (select 1 from message m where m.id = delivery.message_id and m.erased_at is not null)""";

  private static final String UP_TO = "select count(*) from (select 1 as one %s limit ?) as few";
  private static final String WAITING =
      UP_TO.formatted(OF_WEBHOOK + " and status = 'pending' and claimed_by is null");
  private static final String DUE =
      UP_TO.formatted(
          OF_WEBHOOK + " and status = 'pending' and claimed_by is null and due_at <= ?");
  private static final String CLAIMED =
      UP_TO.formatted(
          OF_WEBHOOK
              + " and status = 'pending' and claimed_by is not null and claimed_by in (select id from node)");
  private static final String LEFT_TO_RECEIVER =
      UP_TO.formatted(OF_WEBHOOK + " and status = 'pending' and claimed_by = " + Claim.BY_RECEIVER);

  private final EntityManager entityManager;
  private final Clock clock;
  private final Event<FellDue> fellDue;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  LogRedelivery() { // for the CDI proxy
    this.entityManager = null;
    this.clock = null;
    this.fellDue = null;
  }

  @Inject
  public LogRedelivery(EntityManager entityManager, Clock clock, Event<FellDue> fellDue) {
    this.entityManager = entityManager;
    this.clock = clock;
    this.fellDue = fellDue;
  }

  /**
   * What a step did.
   *
   * @param last the last delivery that it looked at
   * @param atEnd nothing of the part is left
   */
  public record Step(long last, int redelivered, boolean atEnd) {}

  /** The part of a log that these words mean now: what is recorded from now on is not in it. */
  public LogPart part(
      long webhookId,
      Instant since,
      Optional<Instant> until,
      Optional<DeliveryStatus> status,
      EventTypes eventTypes) {
    Instant now = clock.instant();
    long last = number(NEWEST, webhookId);
    Instant end = until.orElse(now.plusMillis(1));
    if (end.isBefore(now.minus(BEHIND))) { // spares the way from there to the newest
      last = Math.min(last, LongIds.lowestAt(end.plus(BEHIND)));
    }
    return new LogPart(
        webhookId, LongIds.lowestAt(since.minus(BEFORE)) - 1, last, since, end, status, eventTypes);
  }

  /** How many deliveries are in a part. */
  public long count(LogPart part) {
    List<Object> parameters = new ArrayList<>(List.of(part.webhookId(), part.after(), part.last()));
    parameters.addAll(part.parameters());
    return number(COUNT.formatted(part.condition()), parameters.toArray());
  }

  /**
   * How many more may be redelivered now, if the webhook is to have at most so many on their way:
   * due, claimed by a node, or waiting for the receiver to fetch it.
   */
  public int room(long webhookId, int most) {
    long onTheirWay =
        number(DUE, webhookId, clock.instant(), most)
            + number(CLAIMED, webhookId, most)
            + number(LEFT_TO_RECEIVER, webhookId, most);
    if (onTheirWay >= most || number(WAITING, webhookId, MOST_WAITING) >= MOST_WAITING) {
      return 0;
    }
    return (int) (most - onTheirWay);
  }

  /** Redelivers the first ones of a part, at most so many. */
  public Step step(LogPart part, int most) {
    List<Object> parameters = new ArrayList<>(part.parameters());
    parameters.addAll(List.of(part.webhookId(), part.after(), part.last(), WINDOW));
    long last = part.after();
    int seen = 0;
    List<Long> found = new ArrayList<>();
    try (PreparedStatement look = prepared(LOOK.formatted(part.condition()), parameters.toArray());
        ResultSet rows = look.executeQuery()) {
      while (found.size() < most && rows.next()) {
        seen++;
        last = rows.getLong(1);
        if (rows.getInt(2) == 1) {
          found.add(last);
        }
      }
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
    return new Step(last, redeliver(found), seen < WINDOW && found.size() < most);
  }

  private int redeliver(List<Long> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    try (PreparedStatement update = connection().prepareStatement(REDELIVER)) {
      for (long id : ids) {
        bind(update, clock.instant(), id);
        update.addBatch();
      }
      int redelivered = Arrays.stream(update.executeBatch()).sum();
      fellDue.fire(new FellDue());
      return redelivered;
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  private long number(String sql, Object... parameters) {
    try (PreparedStatement query = prepared(sql, parameters);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection().prepareStatement(sql);
    bind(statement, parameters);
    return statement;
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
    }
  }

  private Connection connection() {
    return entityManager.unwrap(Connection.class);
  }
}
