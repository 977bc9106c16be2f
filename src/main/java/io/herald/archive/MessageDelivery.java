package io.herald.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message's delivery to one webhook; its log has the attempts.
 *
 * @param attemptNumber of the last attempt; 0 before the first
 * @param nextAttemptAt null unless it is pending
 */
public record MessageDelivery(
    long id,
    long webhookId,
    String status,
    int attemptNumber,
    @Nullable Integer httpStatus,
    Instant createdAt,
    @Nullable Instant nextAttemptAt) {}
