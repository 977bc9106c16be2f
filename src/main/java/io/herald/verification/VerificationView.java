package io.herald.verification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a callback URL's consent.
 *
 * @param required whether this installation demands it
 * @param callbackUrl the one that was, or is being, asked; null where none was
 * @param method {@code options} or {@code echo}, whichever it agreed by
 * @param allowedRate what it said of requests a minute, which its deliveries keep to: {@code *} or
 *     a number
 * @param error what came of asking it last, where it did not agree
 */
record VerificationView(
    boolean required,
    VerificationState state,
    @Nullable String callbackUrl,
    @Nullable String method,
    @Nullable String allowedRate,
    @Nullable String error,
    @Nullable Instant attemptedAt) {}
