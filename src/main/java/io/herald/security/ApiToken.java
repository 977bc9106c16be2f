package io.herald.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token that was given out: whom it stands for, and the hash that recognizes it. One with the
 * role {@link Role#PORTAL} is the token of a portal link, and always ends.
 */
@Entity
@Table(name = "api_token")
public class ApiToken {

  /** How exactly last use is told: a write for every request would cost more than it tells. */
  private static final Duration LAST_USE_PRECISION = Duration.ofMinutes(1);

  @Id private long id;

  @Column(name = "organization_id")
  private UUID organization;

  private String role;
  private String name;
  private String hash;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @SuppressWarnings("NullAway") // JPA fills it
  protected ApiToken() {}

  ApiToken(long id, Identity standsFor, BearerToken token, Instant now) {
    this.id = id;
    this.organization = standsFor.organization().value();
    this.role = standsFor.role().toString();
    this.name = standsFor.name();
    this.hash = token.hash();
    this.createdAt = now;
    this.expiresAt = standsFor.until();
  }

  long id() {
    return id;
  }

  Identity standsFor() {
    return new Identity(
        new OrganizationId(organization), Role.named(role), name, expiresAt, "token/" + id);
  }

  Instant createdAt() {
    return createdAt;
  }

  Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  /** Takes the same time wherever the two differ. */
  boolean recognizes(BearerToken token) {
    return MessageDigest.isEqual(hash.getBytes(US_ASCII), token.hash().getBytes(US_ASCII));
  }

  boolean goodAt(Instant now) {
    return revokedAt == null && standsFor().goodAt(now);
  }

  boolean revoked() {
    return revokedAt != null;
  }

  /** Final; the first time counts. */
  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  void used(Instant now) {
    if (lastUsedAt == null || lastUsedAt.plus(LAST_USE_PRECISION).isBefore(now)) {
      lastUsedAt = now;
    }
  }
}
