package io.herald.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A portal link as administrators see it: never the link itself. */
record PortalLinkView(
    long id,
    String name,
    OrganizationId organizationId,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  static PortalLinkView of(ApiToken token) {
    Identity identity = token.standsFor();
    return new PortalLinkView(
        token.id(),
        identity.name(),
        identity.organization(),
        token.createdAt(),
        identity.until(),
        token.lastUsedAt().orElse(null));
  }
}
