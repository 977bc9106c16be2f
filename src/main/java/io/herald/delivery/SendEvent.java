package io.herald.delivery;

import io.herald.messages.CustomEvent;
import io.herald.messages.EventType;
import io.herald.security.OrganizationId;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a producer outside of this server. The wire contract, section 4.
 *
 * @param type of its own, not one that Herald raises
 * @param organizationId whom it is about
 * @param data its members keep their order
 * @param timestamp when it happened; null: when it is recorded
 */
public record SendEvent(
    @Size(max = 128) @Pattern(regexp = TYPE, message = TYPE_RULE) String type,
    OrganizationId organizationId,
    JsonObject data,
    @Nullable Instant timestamp) {

  static final String TYPE = "[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)*";
  static final String TYPE_RULE = "must be parts of [a-zA-Z0-9_] delimited by full stops";

  /** Whether it claims to be one that Herald alone raises. */
  boolean forged() {
    return new EventType(type).builtIn();
  }

  CustomEvent event() {
    return new CustomEvent(new EventType(type), organizationId, data, timestamp);
  }
}
