package io.herald.webhooks;

import io.herald.security.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook from which nothing but failures comes back.
 *
 * @param organizationName null where the organization is deleted
 * @param callbackUrl null where it is polled
 * @param failingSince its first failure since it last took something
 * @param lastFailedAt its latest one
 * @param deactivatedAt when it will be deactivated if that goes on, at the earliest
 */
public record FailingWebhook(
    long id,
    OrganizationId organizationId,
    @Nullable String organizationName,
    @Nullable String name,
    @Nullable String callbackUrl,
    Instant failingSince,
    Instant lastFailedAt,
    Instant deactivatedAt) {}
