package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message's delivery to one webhook. */
public record MessageDelivery(
    long id,
    long webhookId,
    String status,
    int attemptNumber,
    @Nullable Integer httpStatus,
    Instant createdAt,
    @Nullable Instant nextAttemptAt) {}
