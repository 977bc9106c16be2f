package io.herald.shaping;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One comparison that a filter made.
 *
 * @param path JSON Pointer into what was filtered
 * @param operator such as {@code $gte}
 * @param expected what the filter says
 * @param actual what was found; null where there was nothing
 */
public record FilterCheck(
    String path,
    String operator,
    JsonValue expected,
    @Nullable JsonValue actual,
    boolean matched) {}
