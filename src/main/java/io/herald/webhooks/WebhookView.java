package io.herald.webhooks;

import io.herald.json.Unwrapped;
import io.herald.security.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as API clients see it.
 *
 * @param id below 2^53, so that JavaScript reads it exactly
 * @param organizationId its owner
 * @param eventTypes empty: all
 * @param publicKey of the newest Ed25519 key, {@code whpk_…}; null where it never signed with one
 * @param credentials masked
 * @param deactivatedReason null while it is active
 */
public record WebhookView(
    long id,
    OrganizationId organizationId,
    @Nullable String name,
    @Nullable String description,
    String callbackUrl,
    List<String> eventTypes,
    boolean active,
    @Nullable DeactivatedReason deactivatedReason,
    @Unwrapped Policy policy,
    @Nullable String publicKey,
    @Unwrapped Credentials credentials,
    Instant createdAt,
    Instant updatedAt) {}
