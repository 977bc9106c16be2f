package io.herald.directory;

import io.herald.security.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user on the wire.
 *
 * @param firstLoginAt null: never logged in
 */
public record UserView(
    UserId id,
    String username,
    String email,
    OrganizationId organizationId,
    boolean disabled,
    @Nullable Instant firstLoginAt,
    Instant createdAt,
    Instant updatedAt) {}
