package io.herald.directory;

import java.time.Instant;

/** An organization was deleted; its users and the organizations below it went before. */
public record OrganizationDeleted(OrganizationSnapshot organization, Instant at)
    implements DirectoryEvent {}
