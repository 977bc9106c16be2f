package io.herald.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code cursor} is for the next call. */
public record MessageList(
    List<MessageSummary> messages, @Nullable String cursor, boolean hasMore) {}
