/**
 * How a webhook, or an organization, has been doing: accepted, delivered, failed, exhausted, and
 * how soon receivers answered, by minute and by hour. Each transaction that records or settles
 * deliveries adds one row with what it did; a timer folds those rows into buckets. So the counts
 * are exact after a crash, a few seconds late, and cost the engine one insert for a whole batch.
 *
 * <p>Buckets of a minute are kept for two days, those of an hour for {@code herald.retention}.
 */
@NullMarked
package io.herald.statistics;

import org.jspecify.annotations.NullMarked;
