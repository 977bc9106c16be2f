package io.herald.replays;

/** What a dry run answers: how many deliveries a replay would send again now. */
public record ReplayCount(long count) {}
