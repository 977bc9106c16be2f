package io.herald.directory;

import io.herald.security.OrganizationId;

/**
 * An organization has another name from now on, whichever event told so; fired in the transaction
 * that renames it, after its row was changed. For copies of the name within Herald; not for
 * producers.
 */
public record OrganizationRenamed(OrganizationId organization) {}
