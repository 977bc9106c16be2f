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
 * @param callbackUrl null: it is polled
 * @param eventTypes empty: all
 * @param publicKey of the newest Ed25519 key, {@code whpk_…}; null where it never signed with one
 * @param credentials masked
 * @param certificateState null where it has no client certificate
 * @param deactivatedReason null while it is active
 * @param deactivatedAt null while it is active
 * @param failingSince the first failure since its receiver last took something; null where the last
 *     attempt was a success, and before the first
 */
public record WebhookView(
    long id,
    OrganizationId organizationId,
    @Nullable String name,
    @Nullable String description,
    @Nullable String callbackUrl,
    List<String> eventTypes,
    boolean active,
    @Nullable DeactivatedReason deactivatedReason,
    @Nullable Instant deactivatedAt,
    @Nullable Instant failingSince,
    @Unwrapped Policy policy,
    @Nullable String publicKey,
    @Unwrapped Credentials credentials,
    @Nullable CertificateState certificateState,
    Instant createdAt,
    Instant updatedAt) {}
