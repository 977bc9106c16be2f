package io.herald.client;

import org.jspecify.annotations.Nullable;

/**
 * What the receiver would get.
 *
 * @param applied false where the transformation does not apply, and the body goes out without it
 * @param error why not
 */
public record TransformedSample(
    boolean applied, @Nullable String error, String contentType, String body) {}
