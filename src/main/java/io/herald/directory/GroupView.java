package io.herald.directory;

import java.time.Instant;

/** A group on the wire. */
public record GroupView(String name, long memberCount, Instant createdAt) {}
