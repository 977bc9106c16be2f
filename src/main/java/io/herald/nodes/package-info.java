/**
 * Which run of which server this is. A node registers at start, holds a slot that keeps its ids
 * apart, and renews a row in the database; that row is what makes its claims on deliveries good. A
 * node whose row went stale is expired by the others, and a node that could not renew its own stops
 * trusting its claims before they do. The database is the only coordination, and its clock the only
 * one that is compared between nodes.
 */
@NullMarked
package io.herald.nodes;

import org.jspecify.annotations.NullMarked;
