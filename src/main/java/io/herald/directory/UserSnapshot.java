package io.herald.directory;

/** A user as it was when something happened; for a deletion, just before it. */
public record UserSnapshot(
    UserId id, String username, String email, OrganizationSnapshot memberOf) {}
