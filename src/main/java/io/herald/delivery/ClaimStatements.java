package io.herald.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Claims what waits, or reads what waits for a receiver. */
interface ClaimStatements {

  /**
   * Claims for each webhook up to as many of its due deliveries, the longest due first; rows that
   * another node is just claiming are skipped.
   */
  List<Claim> claim(Connection connection, long node, Instant now, Map<Long, Integer> rooms)
      throws SQLException;

  /** Claims these deliveries, as far as they are pending and claimed by nobody. */
  List<Claim> claimThese(Connection connection, long node, List<Long> deliveryIds)
      throws SQLException;

  /**
   * What waits for the receiver of a webhook to fetch it, the first ones by id, with their bodies:
   * up to so many, and after the first only as long as the bodies together have fewer characters.
   */
  List<Claim> waitingForReceiver(Connection connection, long webhookId, int limit, long maxLength)
      throws SQLException;

  /** Makes the row of a webhook's gate; false where it is there already. */
  boolean makeGate(Connection connection, long webhookId) throws SQLException;
}
