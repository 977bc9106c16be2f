package io.herald.operations;

import io.herald.ids.LongIds;
import io.herald.json.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the finished deliveries, and those that no receiver has fetched, of webhooks that keep a
 * shorter log than the installation, a few webhooks in each short transaction. The messages
 * themselves stay as long as everybody's: other webhooks may have them.
 */
@ApplicationScoped
@Transactional
class WebhookRetention {

  private static final int WEBHOOKS = 100;

  private static final String WITH_RETENTION =
      """
      select id, policy from webhook
      where id > ? and policy like '%"retention":"PT%' order by id limit ?""";
  private static final String OLD_DELIVERIES =
      """
      select id, webhook_id from delivery
      where webhook_id = ? and id < ? and (status <> 'pending' or claimed_by = -1) order by id limit ? for update skip locked""";

  private final EntityManager entityManager;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  WebhookRetention() { // for the CDI proxy
    this.entityManager = null;
    this.clock = null;
  }

  @Inject
  WebhookRetention(EntityManager entityManager, Clock clock) {
    this.entityManager = entityManager;
    this.clock = clock;
  }

  private record Kept(long webhookId, Duration retention) {}

  /**
   * Looks at some webhooks behind one, by their ids, and removes a batch of each one's old
   * deliveries.
   *
   * @param after the id of the webhook that was looked at last; -1 to begin
   * @return where to go on; -1 when all webhooks have been looked at
   */
  long removeBatch(long after) {
    Connection connection = entityManager.unwrap(Connection.class);
    try {
      List<Kept> webhooks = webhooks(connection, after);
      long done = after;
      for (Kept webhook : webhooks) {
        long before = LongIds.lowestAt(clock.instant().minus(webhook.retention()));
        int removed =
            Retention.removeDeliveries(
                    connection, OLD_DELIVERIES, webhook.webhookId(), before, Retention.BATCH)
                .size();
        if (removed == Retention.BATCH) {
          return webhook.webhookId() - 1; // the same one again, in the next transaction
        }
        done = webhook.webhookId();
      }
      return webhooks.size() == WEBHOOKS ? done : -1;
    } catch (SQLException e) {
      throw new IllegalStateException("what is old for a webhook could not be removed", e);
    }
  }

  private static List<Kept> webhooks(Connection connection, long after) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WITH_RETENTION)) {
      query.setLong(1, after);
      query.setInt(2, WEBHOOKS);
      try (ResultSet rows = query.executeQuery()) {
        List<Kept> webhooks = new ArrayList<>();
        while (rows.next()) {
          byte[] policy = rows.getString(2).getBytes(StandardCharsets.UTF_8);
          String retention = StrictJson.parse(policy).asJsonObject().getString("retention");
          webhooks.add(new Kept(rows.getLong(1), Duration.parse(retention)));
        }
        return webhooks;
      }
    }
  }
}
