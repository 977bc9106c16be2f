package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An organization. */
public record Organization(
    String id,
    String name,
    @Nullable String parentId,
    @Nullable Integer seats,
    Instant createdAt,
    Instant updatedAt) {}
