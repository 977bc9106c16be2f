package io.herald.catalog;

import io.herald.security.OrganizationId;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event type as API clients see it. The wire contract, section 4.
 *
 * @param schema of an event's {@code data}; of a built-in type, of the whole body
 * @param example likewise
 * @param deprecated receivers should not begin to rely on it; events of it are still taken
 * @param archived events of it are refused, and lists leave it out
 * @param builtIn Herald raises it itself; nobody can change it
 * @param organizationId who registered it; null for a built-in type, like the times
 */
public record EventTypeView(
    String name,
    @Nullable String description,
    @Nullable JsonObject schema,
    @Nullable JsonObject example,
    boolean deprecated,
    boolean archived,
    boolean builtIn,
    @Nullable OrganizationId organizationId,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {}
