package io.herald.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a transformation makes of a sample.
 *
 * @param transformation null: the webhook's own
 * @param format {@code native} or {@code cloudevents}; null: the webhook's own
 * @param sample a body, as the webhook would get it without either
 */
public record TestTransformation(
    @Nullable Map<String, Object> transformation,
    @Nullable String format,
    Map<String, Object> sample,
    @Nullable SampleMessage message) {}
