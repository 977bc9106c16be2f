package io.herald.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP POST of a delivery. */
public record Attempt(
    int number,
    Instant startedAt,
    int durationMs,
    @Nullable Integer httpStatus,
    String outcome,
    Map<String, Object> requestHeaders,
    @Nullable Map<String, Object> responseHeaders,
    @Nullable String responseBody,
    @Nullable String error) {}
