package io.herald.archive;

import io.herald.messages.MessageId;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
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
import java.util.List;
import java.util.UUID;

/**
 * Erases what a message says, for good: its body, what its webhooks got of it, and what receivers
 * answered, which may repeat it. The rows stay, and with them who got it when. What is pending is
 * cancelled; an attempt under way, or about to start from a node's memory, still ends.
 */
@ApplicationScoped
@Transactional
public class Erasure {

  /** Within which attempts that were under way have long been recorded. */
  private static final Duration AFTERMATH = Duration.ofHours(1);

  private static final String ERASE =
      "update message set body = '', erased_at = coalesce(erased_at, ?) where id = ?";

  /** All rows, whatever their status: each is locked, and then seen as it is now. */
  private static final String CANCEL =
      """
      update delivery set body = null, due_at = null, finished_at = coalesce(finished_at, ?),
        status = case when status = 'pending' then 'cancelled' else status end
      where message_id = ?""";

  private static final String FORGET_ANSWERS =
      """
      update attempt set response_body = null
      where response_body is not null and delivery_id in (select id from delivery where message_id = ?)""";

  private static final String ERASED_SINCE = "select id from message where erased_at > ?";

  private final EntityManager entityManager;
  private final MessageArchive archive;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Erasure() { // for the CDI proxy
    this.entityManager = null;
    this.archive = null;
    this.clock = null;
  }

  @Inject
  Erasure(EntityManager entityManager, MessageArchive archive, Clock clock) {
    this.entityManager = entityManager;
    this.archive = archive;
    this.clock = clock;
  }

  /**
   * Erases a message's content; once more does no harm.
   *
   * @throws NotFound where {@code reach} does not see it
   */
  void erase(OrganizationId reach, MessageId id) {
    if (archive.find(reach, id).isEmpty()) {
      throw new NotFound("There is no message " + id + ".");
    }
    Instant now = clock.instant();
    run(ERASE, now.atOffset(ZoneOffset.UTC), id.value());
    run(CANCEL, now.atOffset(ZoneOffset.UTC), id.value());
    run(FORGET_ANSWERS, id.value());
  }

  /** Erases the answers to attempts that were under way when their message was erased. */
  public void repeat() {
    Instant since = clock.instant().minus(AFTERMATH);
    for (UUID id : erasedSince(since)) {
      run(FORGET_ANSWERS, id);
    }
  }

  private List<UUID> erasedSince(Instant since) {
    try (PreparedStatement query = prepared(ERASED_SINCE, since.atOffset(ZoneOffset.UTC));
        ResultSet rows = query.executeQuery()) {
      List<UUID> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
      return ids;
    } catch (SQLException e) {
      throw new IllegalStateException("what was erased could not be read", e);
    }
  }

  private void run(String sql, Object... parameters) {
    try (PreparedStatement update = prepared(sql, parameters)) {
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a message could not be erased", e);
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
