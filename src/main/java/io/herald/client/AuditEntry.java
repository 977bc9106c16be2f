package io.herald.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change.
 *
 * @param details what the body set; values only where they cannot be secrets
 * @param by null where somebody above the asking organization did it
 */
public record AuditEntry(
    long id,
    Instant at,
    String organizationId,
    String call,
    String target,
    Map<String, Object> details,
    @Nullable By by) {

  /** Who did it, with which credential, from where. */
  public record By(
      String organizationId, String name, String credential, String role, String address) {}
}
