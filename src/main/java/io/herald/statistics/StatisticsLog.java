package io.herald.statistics;

import io.herald.delivery.AttemptsSettled;
import io.herald.delivery.DeliveriesAccepted;
import io.herald.ids.LongIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Notes what a transaction did, within it: one row, inserted and never touched again. */
@ApplicationScoped
class StatisticsLog {

  private static final int SECONDS = 60;
  private static final String INSERT = "insert into statistics_log (id, entries) values (?, ?)";

  private final EntityManager entityManager;
  private final LongIds ids;
  private volatile boolean grown;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  StatisticsLog() { // for the CDI proxy
    this.entityManager = null;
    this.ids = null;
  }

  @Inject
  StatisticsLog(EntityManager entityManager, LongIds ids) {
    this.entityManager = entityManager;
    this.ids = ids;
  }

  void on(@Observes DeliveriesAccepted accepted) {
    Tally tally = new Tally();
    long minute = minute(accepted.at());
    accepted.byWebhook().forEach((webhook, count) -> tally.of(webhook, minute).accept(count));
    insert(tally);
  }

  void on(@Observes AttemptsSettled settled) {
    Tally tally = new Tally();
    settled
        .attempts()
        .forEach(
            attempt -> tally.of(attempt.webhookId(), minute(attempt.endedAt())).count(attempt));
    insert(tally);
  }

  /** Whether this node has added something since it was last asked. */
  boolean hasGrown() {
    boolean result = grown;
    grown = false;
    return result;
  }

  static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS);
  }

  private void insert(Tally tally) {
    for (String entries : tally.write()) {
      try (PreparedStatement insert =
          entityManager.unwrap(Connection.class).prepareStatement(INSERT)) {
        insert.setLong(1, ids.next());
        insert.setString(2, entries);
        insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException("statistics can't be noted", e);
      }
      grown = true;
    }
  }
}
