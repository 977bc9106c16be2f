package io.herald.client;

import java.time.Instant;

/** Some users of one organization. */
public record Group(String name, long memberCount, Instant createdAt) {}
