package io.herald.webhooks;

import io.herald.security.OrganizationId;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for many webhooks, all or none. An {@link Export} is one.
 *
 * @param organizationId their owner; absent: the token's organization
 * @param exportedAt ignored
 */
public record ImportWebhooks(
    @Nullable OrganizationId organizationId,
    @Nullable Instant exportedAt,
    @Size(min = 1, max = 100) List<ImportedWebhook> webhooks) {}
