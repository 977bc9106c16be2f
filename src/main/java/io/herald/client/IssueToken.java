package io.herald.client;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a token.
 *
 * @param role {@code admin}, {@code publisher}, {@code viewer} or {@code receiver}
 * @param organizationId null: that of the token that asks
 */
public record IssueToken(String name, String role, @Nullable String organizationId) {}
