package io.herald.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a link.
 *
 * @param organizationId null: that of the token that asks
 * @param lifetime from a minute to 7 days; null: one day
 * @param name whom it is for; null: {@code portal link}
 */
public record CreatePortalLink(
    @Nullable String organizationId, @Nullable Duration lifetime, @Nullable String name) {}
