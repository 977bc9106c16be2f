package io.herald.messages;

import io.herald.security.OrganizationId;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A producer's own event. Fire it with {@code Event.fire}: it is recorded in the transaction that
 * surrounds the call, and so announced if and only if that commits. Receivers get {@code
 * {"type":…,"timestamp":…,"data":…}}.
 *
 * @param organization whom it is about: webhooks of this organization and of those above it may
 *     hear it
 * @param data its members keep their order
 * @param timestamp when it happened; null: when it is recorded
 */
public record CustomEvent(
    EventType type, OrganizationId organization, JsonObject data, @Nullable Instant timestamp) {

  /**
   * @throws IllegalArgumentException where the type is one that only Herald raises
   */
  public CustomEvent {
    if (type.builtIn()) {
      throw new IllegalArgumentException(type + " is built in: only Herald itself raises it");
    }
  }

  /** One that happens now. */
  public CustomEvent(EventType type, OrganizationId organization, JsonObject data) {
    this(type, organization, data, null);
  }
}
