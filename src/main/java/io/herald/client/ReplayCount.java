package io.herald.client;

/** How many deliveries a replay would send again now. */
public record ReplayCount(long count) {}
