package io.herald.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for 1 to 100 webhooks, all or none.
 *
 * @param organizationId their owner; null: the token's organization
 */
public record ImportWebhooks(@Nullable String organizationId, List<PortableWebhook> webhooks) {}
