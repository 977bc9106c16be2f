package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A portal link as administrators see it.
 *
 * @param lastUsedAt to the minute; null: never
 */
public record PortalLink(
    long id,
    String name,
    String organizationId,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
