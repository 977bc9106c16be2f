package io.herald.delivery;

import io.herald.messages.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Writes messages with their deliveries, and what became of them. */
interface RecordStatements {

  /**
   * Inserts messages with their deliveries, all pending and due at once.
   *
   * @return the catalogue's revision, read no earlier: whether the deliveries are the right ones
   */
  long record(Connection connection, List<Message> messages, List<NewDelivery> deliveries)
      throws SQLException;

  /**
   * Settles deliveries and inserts their attempts. One that is no longer this claimant's, or has
   * another attempt count than the claim, is left alone; one that was cancelled meanwhile stays so,
   * unless it was delivered.
   *
   * @return the deliveries that were settled
   */
  Set<Long> settle(Connection connection, List<Settlement> settlements) throws SQLException;
}
