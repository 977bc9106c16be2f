package io.herald.webhooks;

import io.herald.shaping.BodyFormat;
import io.herald.shaping.Transformation;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a transformation makes of a body.
 *
 * @param transformation absent: the webhook's own
 * @param format absent: the webhook's own
 * @param sample a body, as the webhook would get it without either
 */
public record TestTransformation(
    @Nullable Transformation transformation,
    @Nullable BodyFormat format,
    JsonObject sample,
    @Nullable SampleMessage message) {}
