package io.herald.delivery;

import io.herald.json.RecordWriter;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What became of the events of one request.
 *
 * @param messageIds in the order of the events
 */
public record SentEvents(List<MessageId> messageIds) {

  static SentEvents of(List<Message> messages) {
    return new SentEvents(messages.stream().map(Message::id).toList());
  }

  /** As it is answered. */
  String json() {
    return new String(RecordWriter.write(this), StandardCharsets.UTF_8);
  }
}
