package io.herald.directory;

import io.herald.security.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization was created.
 *
 * @param parent the organization above it; null: directly below the root
 */
public record OrganizationCreated(
    OrganizationSnapshot organization, @Nullable OrganizationId parent, Instant at)
    implements DirectoryEvent {}
