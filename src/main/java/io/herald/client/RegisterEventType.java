package io.herald.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an event type.
 *
 * @param deprecated null: false
 * @param archived null: false
 * @param organizationId its owner; null: the token's organization
 */
public record RegisterEventType(
    String name,
    @Nullable String description,
    @Nullable Map<String, Object> schema,
    @Nullable Map<String, Object> example,
    @Nullable Boolean deprecated,
    @Nullable Boolean archived,
    @Nullable String organizationId) {

  /** One of the token's organization, to be used. */
  public static RegisterEventType of(
      String name,
      String description,
      Map<String, Object> schema,
      @Nullable Map<String, Object> example) {
    return new RegisterEventType(name, description, schema, example, null, null, null);
  }
}
