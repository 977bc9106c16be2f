package io.herald.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the log.
 *
 * @param transformationError why the webhook's transformation did not apply, and the body went out
 *     without it
 */
public record Delivery(
    long id,
    String messageId,
    String eventType,
    String status,
    int attemptNumber,
    @Nullable Integer httpStatus,
    boolean success,
    String requestBody,
    @Nullable String responseBody,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    List<Attempt> attempts,
    @Nullable String transformationError) {}
