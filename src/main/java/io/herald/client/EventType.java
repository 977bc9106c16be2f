package io.herald.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event type of the catalogue.
 *
 * @param schema of an event's data; of a built-in type, of the whole body
 * @param organizationId who registered it; null for a built-in type
 */
public record EventType(
    String name,
    @Nullable String description,
    @Nullable Map<String, Object> schema,
    @Nullable Map<String, Object> example,
    boolean deprecated,
    boolean archived,
    boolean builtIn,
    @Nullable String organizationId,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {}
