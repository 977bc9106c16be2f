package io.herald.delivery;

import java.util.List;
import java.util.Map;

/**
 * What a receiver fetches.
 *
 * @param cursor to be sent with the next call, which says that these have arrived
 * @param hasMore whether others wait behind them
 */
public record PolledMessages(List<PolledMessage> messages, String cursor, boolean hasMore) {

  /**
   * One message, as a request would have brought it.
   *
   * @param body the exact text that is signed
   */
  public record PolledMessage(Map<String, String> headers, String body) {}
}
