package io.herald.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event to be sent.
 *
 * @param organizationId whom it is about
 * @param timestamp when it happened; null: when it is recorded
 */
public record Event(
    String type, String organizationId, Map<String, Object> data, @Nullable Instant timestamp) {

  /** One that happens now. */
  public static Event now(String type, String organizationId, Map<String, Object> data) {
    return new Event(type, organizationId, data, null);
  }
}
