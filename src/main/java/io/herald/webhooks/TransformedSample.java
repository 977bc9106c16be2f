package io.herald.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * What the receiver would get.
 *
 * @param applied false where the transformation does not apply, and the body goes out without it
 * @param error why not
 * @param body the text of the body
 */
public record TransformedSample(
    boolean applied, @Nullable String error, String contentType, String body) {}
