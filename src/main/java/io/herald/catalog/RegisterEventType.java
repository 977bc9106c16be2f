package io.herald.catalog;

import io.herald.messages.EventType;
import io.herald.security.OrganizationId;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an event type. The wire contract, section 4.
 *
 * @param schema of an event's {@code data}: JSON Schema, draft 2020-12
 * @param example of an event's {@code data}; must satisfy the schema
 * @param deprecated absent: false
 * @param archived absent: false
 * @param organizationId its owner; absent: the token's organization
 */
public record RegisterEventType(
    EventType name,
    @Size(max = MAX_DESCRIPTION) @Nullable String description,
    @Nullable JsonObject schema,
    @Nullable JsonObject example,
    @Nullable Boolean deprecated,
    @Nullable Boolean archived,
    @Nullable OrganizationId organizationId) {

  static final int MAX_DESCRIPTION = 2000;
}
