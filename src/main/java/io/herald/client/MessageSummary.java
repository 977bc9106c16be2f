package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message in a list. */
public record MessageSummary(
    String id,
    String organizationId,
    String eventType,
    Instant recordedAt,
    @Nullable Instant erasedAt) {}
