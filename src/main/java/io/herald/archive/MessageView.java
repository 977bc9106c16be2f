package io.herald.archive;

import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in a list.
 *
 * @param organizationId whom it is about
 * @param erasedAt null unless its body was erased
 */
public record MessageView(
    MessageId id,
    OrganizationId organizationId,
    String eventType,
    Instant recordedAt,
    @Nullable Instant erasedAt) {}
