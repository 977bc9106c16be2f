package io.herald.webhooks;

import io.herald.shaping.Filter;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a filter matches.
 *
 * @param filter absent: the webhook's own
 * @param sample a body, as the webhook would get it without transformation and format
 */
public record TestFilter(
    @Nullable Filter filter, JsonObject sample, @Nullable SampleMessage message) {}
