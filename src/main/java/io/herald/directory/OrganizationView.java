package io.herald.directory;

import io.herald.security.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization on the wire.
 *
 * @param parentId null for the root
 * @param seats how many users it may have; null: any number
 */
public record OrganizationView(
    OrganizationId id,
    String name,
    @Nullable OrganizationId parentId,
    @Nullable Integer seats,
    Instant createdAt,
    Instant updatedAt) {}
