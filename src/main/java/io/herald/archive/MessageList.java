package io.herald.archive;

import io.herald.messages.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param messages perhaps fewer than asked for, even none, although there are more
 * @param cursor to be sent with the next call; null where nothing was found and none was sent
 * @param hasMore whether the next call may find something now
 */
public record MessageList(
    List<MessageView> messages, @Nullable MessageId cursor, boolean hasMore) {}
