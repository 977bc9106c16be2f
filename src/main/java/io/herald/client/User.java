package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user. */
public record User(
    String id,
    String username,
    String email,
    String organizationId,
    boolean disabled,
    @Nullable Instant firstLoginAt,
    Instant createdAt,
    Instant updatedAt) {}
