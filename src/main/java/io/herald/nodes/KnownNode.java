package io.herald.nodes;

import java.time.Duration;
import java.time.Instant;

/**
 * A node that the database knows.
 *
 * @param heartbeatAt by the database's clock
 * @param heartbeatAge since then, by the same clock
 */
public record KnownNode(
    long id, String name, Instant startedAt, Instant heartbeatAt, Duration heartbeatAge) {}
