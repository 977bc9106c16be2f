package io.herald.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the buckets of one subject: as many rows as buckets, whatever the traffic was. */
@ApplicationScoped
@Transactional
class Statistics {

  private static final String BUCKETS =
      """
      select starts_at, accepted, delivered, failed, exhausted, latencies from statistics
      where subject = ? and minutes = ? and starts_at >= ? and starts_at < ?""";

  private final EntityManager entityManager;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Statistics() { // for the CDI proxy
    this.entityManager = null;
  }

  @Inject
  Statistics(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  StatsView of(String subject, StatsQuery.Span span) {
    Map<Instant, Counts> counts = new TreeMap<>();
    for (Instant start = span.since();
        start.isBefore(span.until());
        start = start.plus(span.bucket().length())) {
      counts.put(start, new Counts());
    }
    Counts total = new Counts();
    read(subject, span, counts, total);
    List<StatsView.Bucket> buckets = new ArrayList<>();
    counts.forEach(
        (start, each) -> buckets.add(StatsView.Bucket.of(start, StatsView.Figures.of(each))));
    return new StatsView(
        span.since(), span.until(), span.bucket(), StatsView.Figures.of(total), buckets);
  }

  private void read(
      String subject, StatsQuery.Span span, Map<Instant, Counts> counts, Counts total) {
    try (PreparedStatement query =
        entityManager.unwrap(Connection.class).prepareStatement(BUCKETS)) {
      query.setString(1, subject);
      query.setInt(2, span.bucket().storedMinutes());
      query.setObject(3, span.since().atOffset(ZoneOffset.UTC));
      query.setObject(4, span.until().atOffset(ZoneOffset.UTC));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Instant at = rows.getObject(1, OffsetDateTime.class).toInstant();
          Counts row = Rows.counts(rows, 2);
          counts.computeIfAbsent(span.bucket().startOf(at), start -> new Counts()).add(row);
          total.add(row);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("statistics can't be read", e);
    }
  }
}
