package io.herald.client;

import java.util.List;
import java.util.Map;

/**
 * What a receiver fetches.
 *
 * @param cursor for the next call, which says that these have arrived
 * @param hasMore whether others wait behind them
 */
public record PolledMessages(List<PolledMessage> messages, String cursor, boolean hasMore) {

  /**
   * One message.
   *
   * @param headers those that a request would have had
   * @param body the exact text that is signed
   */
  public record PolledMessage(Map<String, String> headers, String body) {}
}
