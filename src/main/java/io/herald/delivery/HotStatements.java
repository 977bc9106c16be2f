package io.herald.delivery;

import io.herald.messages.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The statements that run thousands of times a second, or over millions of rows, as each database
 * does them best. They join the transaction of the connection that they are given.
 */
interface HotStatements {

  /**
   * What {@link #due} found.
   *
   * @param webhooks in the order in which they take turns
   * @param all whether there are no others
   * @param reached the webhook that the walk came to; -1: the last one
   */
  record Due(List<Long> webhooks, boolean all, long reached) {}

  /** Inserts messages with their deliveries, all pending and due at once. */
  void record(Connection connection, List<Message> messages, List<NewDelivery> deliveries)
      throws SQLException;

  /**
   * Webhooks that have something unclaimed due. A walk, by id, looks at the first {@code looks}
   * webhooks behind {@code after} for which anything waits, due or not: so the cost depends neither
   * on how much is due for one of them nor on how many wait for later.
   */
  Due due(Connection connection, Instant now, long after, int looks) throws SQLException;

  /**
   * Claims for each webhook up to as many of its due deliveries, the longest due first; rows that
   * another node is just claiming are skipped.
   */
  List<Claim> claim(Connection connection, long node, Instant now, Map<Long, Integer> rooms)
      throws SQLException;

  /** The first delivery, by id, of a webhook that waits unclaimed, due or not. */
  OptionalLong oldest(Connection connection, long webhookId) throws SQLException;

  /** Makes the row of a webhook's gate; false where it is there already. */
  boolean makeGate(Connection connection, long webhookId) throws SQLException;

  /** Claims these deliveries, as far as they are pending and claimed by nobody. */
  List<Claim> claimThese(Connection connection, long node, List<Long> deliveryIds)
      throws SQLException;

  /**
   * What waits for the receiver of a webhook to fetch it, the first ones by id, with their bodies:
   * up to so many, and after the first only as long as the bodies together have fewer characters.
   */
  List<Claim> waitingForReceiver(Connection connection, long webhookId, int limit, long maxLength)
      throws SQLException;

  /** The webhooks for whose receivers something waits, at a cost by webhook, not by delivery. */
  List<Long> receiversAwaited(Connection connection) throws SQLException;

  /**
   * Settles deliveries and inserts their attempts. One that is no longer this claimant's, or has
   * another attempt count than the claim, is left alone; one that was cancelled meanwhile stays so,
   * unless it was delivered.
   *
   * @return the deliveries that were settled
   */
  Set<Long> settle(Connection connection, List<Settlement> settlements) throws SQLException;
}
