package io.herald.statistics;

import io.herald.settings.Settings;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds what transactions have noted into buckets. Rows are locked oldest first, so nodes that fold
 * at the same time take turns, and each row is counted once: it is removed in the transaction that
 * adds it to its buckets.
 */
@ApplicationScoped
@Transactional
class StatisticsFold {

  /** Rows folded in one transaction. */
  static final int BATCH = 500;

  /** How long buckets of a minute are kept. */
  static final Duration MINUTES_KEPT = Duration.ofDays(2);

  private static final int REMOVED_AT_ONCE = 2000;

  private static final String TAKE =
      "select id, entries from statistics_log order by id limit ? for update";
  private static final String DELETE = "delete from statistics_log where id = ?";
  private static final String OWNERS = "select id, organization_id from webhook where id = any(?)";
  private static final String BUCKETS =
      """
      select subject, accepted, delivered, failed, exhausted, latencies from statistics
      where minutes = ? and starts_at = ? and subject = any(?)""";
  private static final String UPDATE =
      """
      update statistics set accepted = ?, delivered = ?, failed = ?, exhausted = ?, latencies = ?
      where subject = ? and minutes = ? and starts_at = ?""";
  private static final String INSERT =
      """
      insert into statistics (accepted, delivered, failed, exhausted, latencies, subject, minutes, starts_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)""";
  private static final String REMOVE =
      """
      delete from statistics where (subject, minutes, starts_at) in (
        select subject, minutes, starts_at from statistics where minutes = ? and starts_at < ? limit ?)""";

  private final EntityManager entityManager;
  private final Clock clock;
  private final Duration retention;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  StatisticsFold() { // for the CDI proxy
    this.entityManager = null;
    this.clock = null;
    this.retention = null;
  }

  /** Reads {@code herald.retention}. */
  @Inject
  StatisticsFold(EntityManager entityManager, Clock clock, Settings settings) {
    this.entityManager = entityManager;
    this.clock = clock;
    this.retention =
        settings.duration("herald.retention", Duration.ofHours(1), Duration.ofDays(36_500));
  }

  /** A length and a beginning. */
  private record Bucket(int minutes, Instant startsAt) {}

  /** Folds one batch; false when there is nothing more. */
  boolean fold() {
    try {
      Tally tally = new Tally();
      int taken = take(tally);
      if (taken > 0) {
        for (Map.Entry<Bucket, Map<String, Counts>> bucket : buckets(tally).entrySet()) {
          add(bucket.getKey(), bucket.getValue());
        }
      }
      return taken == BATCH;
    } catch (SQLException e) {
      throw new IllegalStateException("statistics can't be folded", e);
    }
  }

  /** Removes some of what is too old; false when there is nothing more. */
  boolean removeOld() {
    Instant now = clock.instant();
    try (PreparedStatement delete = connection().prepareStatement(REMOVE)) {
      int minutes = remove(delete, 1, now.minus(MINUTES_KEPT));
      int hours = remove(delete, 60, now.minus(retention));
      return Math.max(minutes, hours) == REMOVED_AT_ONCE;
    } catch (SQLException e) {
      throw new IllegalStateException("old statistics can't be removed", e);
    }
  }

  private static int remove(PreparedStatement delete, int minutes, Instant before)
      throws SQLException {
    delete.setInt(1, minutes);
    delete.setObject(2, before.atOffset(ZoneOffset.UTC));
    delete.setInt(3, REMOVED_AT_ONCE);
    return delete.executeUpdate();
  }

  private int take(Tally tally) throws SQLException {
    int taken = 0;
    try (PreparedStatement take = connection().prepareStatement(TAKE);
        PreparedStatement delete = connection().prepareStatement(DELETE)) {
      take.setInt(1, BATCH);
      try (ResultSet rows = take.executeQuery()) {
        while (rows.next()) {
          taken++;
          tally.read(rows.getString(2));
          delete.setLong(1, rows.getLong(1));
          delete.addBatch();
        }
      }
      if (taken > 0) {
        delete.executeBatch();
      }
    }
    return taken;
  }

  private Map<Bucket, Map<String, Counts>> buckets(Tally tally) throws SQLException {
    Set<Long> webhooks = new HashSet<>();
    tally.forEach((key, counts) -> webhooks.add(key.webhookId()));
    Map<Long, String> owners = owners(webhooks);
    Map<Bucket, Map<String, Counts>> buckets = new LinkedHashMap<>();
    tally.forEach(
        (key, counts) -> {
          Instant minute = Instant.ofEpochSecond(60 * key.minute());
          Instant hour = Instant.ofEpochSecond(3600 * Math.floorDiv(key.minute(), 60));
          for (Bucket bucket : List.of(new Bucket(1, minute), new Bucket(60, hour))) {
            Map<String, Counts> subjects =
                buckets.computeIfAbsent(bucket, each -> new LinkedHashMap<>());
            into(subjects, Subject.webhook(key.webhookId()), counts);
            String owner = owners.get(key.webhookId());
            if (owner != null) {
              into(subjects, owner, counts);
            }
          }
        });
    return buckets;
  }

  private static void into(Map<String, Counts> subjects, String subject, Counts counts) {
    subjects.computeIfAbsent(subject, each -> new Counts()).add(counts);
  }

  private Map<Long, String> owners(Set<Long> webhooks) throws SQLException {
    Map<Long, String> owners = new HashMap<>();
    try (PreparedStatement query = connection().prepareStatement(OWNERS)) {
      query.setArray(1, connection().createArrayOf("bigint", webhooks.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          owners.put(
              rows.getLong(1), Subject.organization(rows.getObject(2, java.util.UUID.class)));
        }
      }
    }
    return owners;
  }

  private void add(Bucket bucket, Map<String, Counts> subjects) throws SQLException {
    Set<String> there = new HashSet<>();
    try (PreparedStatement query = connection().prepareStatement(BUCKETS)) {
      query.setInt(1, bucket.minutes());
      query.setObject(2, bucket.startsAt().atOffset(ZoneOffset.UTC));
      query.setArray(3, connection().createArrayOf("varchar", subjects.keySet().toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String subject = rows.getString(1);
          there.add(subject);
          into(subjects, subject, Rows.counts(rows, 2));
        }
      }
    }
    List<String> fresh = new ArrayList<>(subjects.keySet());
    fresh.removeAll(there);
    write(UPDATE, bucket, there, subjects);
    write(INSERT, bucket, fresh, subjects);
  }

  private void write(
      String sql, Bucket bucket, Iterable<String> names, Map<String, Counts> subjects)
      throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      boolean any = false;
      for (String subject : names) {
        Rows.bind(statement, subjects.getOrDefault(subject, new Counts()));
        statement.setString(6, subject);
        statement.setInt(7, bucket.minutes());
        statement.setObject(8, bucket.startsAt().atOffset(ZoneOffset.UTC));
        statement.addBatch();
        any = true;
      }
      if (any) {
        statement.executeBatch();
      }
    }
  }

  private Connection connection() {
    return entityManager.unwrap(Connection.class);
  }
}
