package io.herald.archive;

import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message with what became of it.
 *
 * @param body the frozen text; of an enveloped type the payload alone, since each webhook gets
 *     bytes of its own; null where it was erased
 * @param deliveries to webhooks that the caller reaches, oldest first, at most 1,000
 */
public record WholeMessage(
    MessageId id,
    OrganizationId organizationId,
    String eventType,
    Instant recordedAt,
    @Nullable Instant erasedAt,
    @Nullable String body,
    List<MessageDelivery> deliveries) {}
