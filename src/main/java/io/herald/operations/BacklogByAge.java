package io.herald.operations;

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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many deliveries wait in the database for a node, by how long they have been due. No class is
 * counted further than to {@value #MOST}, along an index: of a backlog of millions it is enough to
 * know that it is more than that.
 */
@ApplicationScoped
@Transactional
class BacklogByAge {

  /** What a count says at most. */
  static final int MOST = 10_000;

  /** The lower ends of the classes. */
  static final List<Duration> AGES =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1));

  /** What is not due yet, between two times, or all beyond one of them. */
  private static final String WAITING =
      """
      select count(*) from (
        select 1 as one from delivery where status = 'pending' and claimed_by is null and %s
        limit %d) as some_of_them\
      """;

  private static final String LATER = WAITING.formatted("due_at > ?", MOST);
  private static final String BETWEEN = WAITING.formatted("due_at <= ? and due_at > ?", MOST);
  private static final String BEFORE = WAITING.formatted("due_at <= ?", MOST);

  /**
   * Some of the backlog.
   *
   * @param olderThan for how long they have been due, at least
   * @param count up to {@link #MOST}, which stands for that many or more
   */
  record Age(Duration olderThan, long count) {}

  private final EntityManager entityManager;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  BacklogByAge() { // for the CDI proxy
    this.entityManager = null;
    this.clock = null;
  }

  @Inject
  BacklogByAge(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  /** What is due, the youngest first; each is in one class. */
  List<Age> due() {
    Instant now = clock.instant();
    List<Age> ages = new ArrayList<>();
    for (int i = 0; i < AGES.size(); i++) {
      Instant until = now.minus(AGES.get(i));
      boolean oldest = i + 1 == AGES.size();
      long count =
          oldest ? count(BEFORE, until, null) : count(BETWEEN, until, now.minus(AGES.get(i + 1)));
      ages.add(new Age(AGES.get(i), count));
    }
    return ages;
  }

  /** Retries and others whose time has not come; up to {@link #MOST}. */
  long scheduled() {
    return count(LATER, clock.instant(), null);
  }

  private long count(String sql, Instant first, @Nullable Instant second) {
    try (PreparedStatement query = entityManager.unwrap(Connection.class).prepareStatement(sql)) {
      query.setObject(1, time(first));
      if (second != null) {
        query.setObject(2, time(second));
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the backlog can't be counted", e);
    }
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
