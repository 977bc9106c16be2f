package io.herald.delivery;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt in the delivery log. The wire contract, section 2.
 *
 * @param number from 1
 * @param outcome {@code answered}, or why there was no answer: {@code timeout}, {@code dns}, {@code
 *     connect}, {@code proxy}, {@code tls}, {@code connection_lost}, {@code protocol}, {@code
 *     token}, {@code refused}; {@code polled} where the receiver fetched and acknowledged it
 * @param responseBody the first 16 KiB as text; null without an answer
 * @param error what went wrong, for a person; null where the receiver answered
 */
public record AttemptView(
    int number,
    Instant startedAt,
    int durationMs,
    @Nullable Integer httpStatus,
    String outcome,
    JsonObject requestHeaders,
    @Nullable JsonObject responseHeaders,
    @Nullable String responseBody,
    @Nullable String error) {}
