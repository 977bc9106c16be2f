package io.herald.directory;

import java.time.Instant;

/** An organization's name or seat limit changed. */
public record OrganizationUpdated(OrganizationSnapshot organization, Instant at)
    implements DirectoryEvent {}
