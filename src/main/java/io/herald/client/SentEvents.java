package io.herald.client;

import java.util.List;

/** What became of the events of a request, in their order. */
public record SentEvents(List<String> messageIds) {}
