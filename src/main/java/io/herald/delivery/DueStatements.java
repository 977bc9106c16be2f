package io.herald.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Finds out for whom something waits, without a claim. */
interface DueStatements {

  /**
   * What {@link #due} found.
   *
   * @param webhooks in the order in which they take turns
   * @param all whether there are no others
   * @param reached the webhook that the walk came to; -1: the last one
   */
  record Due(List<Long> webhooks, boolean all, long reached) {}

  /**
   * Webhooks that have something unclaimed due. A walk, by id, looks at the first {@code looks}
   * webhooks behind {@code after} for which anything waits, due or not: so the cost depends neither
   * on how much is due for one of them nor on how many wait for later.
   */
  Due due(Connection connection, Instant now, long after, int looks) throws SQLException;

  /** The first delivery, by id, of a webhook that waits unclaimed, due or not. */
  OptionalLong oldest(Connection connection, long webhookId) throws SQLException;

  /** The webhooks for whose receivers something waits, at a cost by webhook, not by delivery. */
  List<Long> receiversAwaited(Connection connection) throws SQLException;
}
