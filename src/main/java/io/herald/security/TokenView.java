package io.herald.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as its administrators see it: never the token itself. */
record TokenView(
    long id,
    String name,
    Role role,
    OrganizationId organizationId,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {

  static TokenView of(ApiToken token) {
    Identity identity = token.standsFor();
    return new TokenView(
        token.id(),
        identity.name(),
        identity.role(),
        identity.organization(),
        token.createdAt(),
        token.lastUsedAt().orElse(null));
  }
}
