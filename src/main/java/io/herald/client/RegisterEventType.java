package io.herald.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an event type.
 *
 * @param organizationId its owner; null: the token's organization
 */
public record RegisterEventType(
    String name,
    @Nullable String description,
    @Nullable Map<String, Object> schema,
    @Nullable Map<String, Object> example,
    @Nullable String organizationId) {}
