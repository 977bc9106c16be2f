package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the callback URL of a webhook has agreed to be posted to.
 *
 * @param required whether the installation demands it
 * @param state {@code none}, {@code pending}, {@code verified} or {@code failed}
 * @param method {@code options} or {@code echo}, whichever it agreed by
 * @param allowedRate what it said of requests a minute, which deliveries keep to: {@code *} or a
 *     number
 * @param error what came of asking it last, where it did not agree
 */
public record Verification(
    boolean required,
    String state,
    @Nullable String callbackUrl,
    @Nullable String method,
    @Nullable String allowedRate,
    @Nullable String error,
    @Nullable Instant attemptedAt) {}
