package io.herald.client;

import org.jspecify.annotations.Nullable;

/** Asks for an organization; below the token's own where {@code parentId} is null. */
public record CreateOrganization(String name, @Nullable String parentId, @Nullable Integer seats) {}
