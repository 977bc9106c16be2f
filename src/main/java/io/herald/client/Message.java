package io.herald.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message with its deliveries.
 *
 * @param body the frozen text; null where it was erased
 */
public record Message(
    String id,
    String organizationId,
    String eventType,
    Instant recordedAt,
    @Nullable Instant erasedAt,
    @Nullable String body,
    List<MessageDelivery> deliveries) {}
