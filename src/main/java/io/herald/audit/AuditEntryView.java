package io.herald.audit;

import io.herald.audit.AuditEntry.Actor;
import io.herald.json.StrictJson;
import io.herald.security.OrganizationId;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a tenant sees it.
 *
 * @param by null where somebody above the tenant did it: that is theirs
 */
record AuditEntryView(
    long id,
    Instant at,
    OrganizationId organizationId,
    String call,
    String target,
    JsonValue details,
    @Nullable By by) {

  record By(
      OrganizationId organizationId, String name, String credential, String role, String address) {}

  static AuditEntryView of(AuditEntry entry, boolean actorKnown) {
    Actor actor = entry.by();
    return new AuditEntryView(
        entry.id(),
        entry.createdAt(),
        entry.organization(),
        entry.what().call(),
        entry.what().target(),
        StrictJson.parse(entry.what().details().getBytes(StandardCharsets.UTF_8)),
        actorKnown
            ? new By(
                actor.organization(),
                actor.name(),
                actor.credential(),
                actor.role(),
                actor.address())
            : null);
  }
}
