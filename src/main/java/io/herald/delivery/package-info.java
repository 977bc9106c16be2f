/**
 * From a recorded message to a settled delivery. Recording is one transaction, the producer's own;
 * claiming and settling are short ones of ours; no transaction and no database connection is held
 * while a receiver is waited for.
 *
 * <p>A fresh delivery is handed to the sender through memory after the commit. The database is the
 * queue of everything else: retries, what did not fit into memory, what a dead node left. Hence the
 * promise: at least once, in no particular order unless the webhook is ordered; a receiver
 * deduplicates on the message id.
 *
 * <p>How a webhook is found and what is sent to it is the business of {@code webhooks} and {@code
 * messages}; how bytes travel, of {@code transport}.
 */
@NullMarked
package io.herald.delivery;

import org.jspecify.annotations.NullMarked;
