package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.problems.Rejected;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Remembers requests that have an {@code Idempotency-Key}, for 24 hours, in the transaction of
 * their messages: neither is there without the other. Of two nodes that get the same key at once
 * the database lets one pass; the other waits for its commit.
 */
@ApplicationScoped
@Transactional
public class SentOnce {

  private static final Duration KEPT = Duration.ofHours(24);
  private static final int BATCH = 500;

  private static final String FIND =
      """
      select fingerprint, answer from sent_once
      where organization_id = ? and request_key = ? and created_at > ?""";
  private static final String KEEP_POSTGRESQL =
      """
      insert into sent_once as kept (organization_id, request_key, fingerprint, answer, created_at)
      values (?, ?, ?, ?, ?)
      on conflict (organization_id, request_key) do update set
        fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at
      where kept.created_at <= ?""";
  private static final String FORGET_H2 =
      "delete from sent_once where organization_id = ? and request_key = ? and created_at <= ?";
  private static final String KEEP_H2 =
      """
      insert into sent_once (organization_id, request_key, fingerprint, answer, created_at)
      select ?, ?, ?, ?, ? where not exists (
        select 1 from sent_once where organization_id = ? and request_key = ?)""";
  private static final String REMOVE_OLD =
      """
      delete from sent_once where (organization_id, request_key) in (
        select organization_id, request_key from sent_once where created_at <= ? order by created_at limit ?)""";

  private final EntityManager entityManager;
  private final Database database;
  private final Outbox outbox;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  SentOnce() { // for the CDI proxy
    this.entityManager = null;
    this.database = null;
    this.outbox = null;
    this.clock = null;
  }

  @Inject
  SentOnce(EntityManager entityManager, Database database, Outbox outbox, Clock clock) {
    this.entityManager = entityManager;
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What the same request was answered before; empty where it is the first.
   *
   * @throws Rejected where the key was another request's
   */
  Optional<String> answerTo(IdempotencyKey key) {
    try (PreparedStatement query =
        prepared(FIND, key.organization().value(), key.key(), expiry())) {
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!row.getString(1).equals(key.fingerprint())) {
          throw new Rejected(
              IdempotencyKey.HEADER, "was the key of another request in the last 24 hours");
        }
        return Optional.of(row.getString(2));
      }
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  /**
   * Records messages, and those of the keyed requests that are the first with their key.
   *
   * @param once the messages of each such request
   * @return the keys of those that were not the first
   */
  Set<IdempotencyKey> record(
      List<Message> messages, SortedMap<IdempotencyKey, List<Message>> once) {
    Set<IdempotencyKey> repeated = new HashSet<>();
    List<Message> all = new ArrayList<>(messages);
    try {
      for (Map.Entry<IdempotencyKey, List<Message>> request : once.entrySet()) {
        String answer = SentEvents.of(request.getValue()).json();
        if (keep(request.getKey(), answer)) {
          all.addAll(request.getValue());
        } else {
          repeated.add(request.getKey());
        }
      }
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
    outbox.record(all);
    return repeated;
  }

  private boolean keep(IdempotencyKey key, String answer) throws SQLException {
    Object organization = key.organization().value();
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    return switch (database) {
      case POSTGRESQL ->
          1
              == update(
                  KEEP_POSTGRESQL,
                  organization,
                  key.key(),
                  key.fingerprint(),
                  answer,
                  now,
                  expiry());
      case H2 -> {
        update(FORGET_H2, organization, key.key(), expiry());
        yield 1
            == update(
                KEEP_H2,
                organization,
                key.key(),
                key.fingerprint(),
                answer,
                now,
                organization,
                key.key());
      }
    };
  }

  /** Removes some of what is no longer kept; false where nothing is left of it. */
  public boolean removeOld() {
    try {
      return update(REMOVE_OLD, expiry(), BATCH) == BATCH;
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  private OffsetDateTime expiry() {
    return clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
  }

  private int update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement update = prepared(sql, parameters)) {
      return update.executeUpdate();
    }
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = entityManager.unwrap(Connection.class).prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
