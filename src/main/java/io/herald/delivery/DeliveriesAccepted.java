package io.herald.delivery;

import java.time.Instant;
import java.util.Map;

/**
 * Messages were recorded with their deliveries; fired once for a batch, in the transaction that
 * records it. Whoever observes it within must be quick: every delivery comes this way.
 *
 * @param messages how many, those that no webhook hears included
 * @param byWebhook how many deliveries each webhook got
 */
public record DeliveriesAccepted(Instant at, int messages, Map<Long, Integer> byWebhook) {}
