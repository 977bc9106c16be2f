package io.herald.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a sample passes a filter.
 *
 * @param filter null: the webhook's own
 * @param sample a body, as the webhook would get it without transformation and format
 */
public record TestFilter(
    @Nullable Map<String, Object> filter,
    Map<String, Object> sample,
    @Nullable SampleMessage message) {}
