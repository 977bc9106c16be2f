package io.herald.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Several messages in one request.
 *
 * @param maxMessages 2 to 100
 * @param maxWait how long the first one waits for others, 0.1 to 10 seconds; null: one second
 */
public record Batching(int maxMessages, @Nullable Duration maxWait) {}
