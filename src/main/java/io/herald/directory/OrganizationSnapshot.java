package io.herald.directory;

import io.herald.security.OrganizationId;

/** An organization as it was when something happened. */
public record OrganizationSnapshot(OrganizationId id, String name) {}
