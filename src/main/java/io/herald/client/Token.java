package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as its administrators see it.
 *
 * @param role {@code admin}, {@code publisher}, {@code viewer} or {@code receiver}
 * @param lastUsedAt to the minute; null: never
 */
public record Token(
    long id,
    String name,
    String role,
    String organizationId,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {}
