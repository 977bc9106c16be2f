package io.herald.delivery;

import io.herald.messages.MessageId;
import java.util.List;

/**
 * What became of the events of one request.
 *
 * @param messageIds in the order of the events
 */
public record SentEvents(List<MessageId> messageIds) {}
