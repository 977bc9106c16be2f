/**
 * Recorded messages, read again: to reconcile after an outage, to see what became of one, to erase
 * what should not have been said. A list costs the same whatever lies in the tables: it follows an
 * index from a cursor, looks at a bounded number of rows and may therefore come back with a short
 * page and more behind it.
 *
 * <p>A caller sees the messages about the organizations that it reaches, and of their deliveries
 * those of the webhooks that it reaches.
 */
@NullMarked
package io.herald.archive;

import org.jspecify.annotations.NullMarked;
