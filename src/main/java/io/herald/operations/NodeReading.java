package io.herald.operations;

import io.herald.statistics.LatencyHistogram;
import java.time.Duration;
import java.time.Instant;

/**
 * How busy a node was.
 *
 * @param inFlight attempts under way
 * @param held deliveries that it has claimed and not begun
 * @param oldestDue how long the oldest delivery that no node has claimed had been due
 * @param lag from the recording of deliveries to their first attempt, in the ten seconds before
 */
record NodeReading(
    Instant at, long nodeId, int inFlight, int held, Duration oldestDue, LatencyHistogram lag) {}
