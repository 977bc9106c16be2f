/**
 * What organizations register to hear of themselves and of everything below them: URL, event types,
 * secrets. {@code Webhooks} is the truth, {@code WebhookCatalog} the copy in memory that matching
 * and sending read.
 *
 * <p>Decided here: every change takes the row of {@code catalog_revision} first, so that changes
 * commit in the order of their numbers and a node that has seen number n needs only rows above n. A
 * transaction that changed a webhook sees its own change, nobody else does before the commit. A
 * host that can't be resolved may be registered (names of new receivers are often not out yet, and
 * no peer refuses them); one that resolves to an address that is not allowed may not, and every
 * attempt checks again. Deleting is soft: the log below a webhook outlives it until retention.
 *
 * <p>Left to others: deliveries (they hear of {@code WebhookDeleted} and the like in the same
 * transaction), rules for URLs and addresses (transport), encryption at rest (security).
 */
@NullMarked
package io.herald.webhooks;

import org.jspecify.annotations.NullMarked;
