package io.herald.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a part of a log to be sent again.
 *
 * @param since deliveries created at this time or later
 * @param until deliveries created before this time; null: all there are now
 * @param status {@code delivered}, {@code exhausted} or {@code cancelled}; null: all three
 * @param eventTypes types and patterns such as {@code order.*}; null: all
 * @param dryRun true: only count
 */
public record StartReplay(
    Instant since,
    @Nullable Instant until,
    @Nullable String status,
    @Nullable List<String> eventTypes,
    @Nullable Boolean dryRun) {}
