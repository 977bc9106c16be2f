/**
 * Sends a part of a webhook's log again: what a person asks for after an outage of the receiver. A
 * replay is a row in the database and nothing else. Any node takes its next step, a short
 * transaction that moves some deliveries and the row's cursor together; so it survives whatever
 * happens to nodes, and nothing is moved twice.
 *
 * <p>It yields: it keeps no more of its deliveries on their way than the receiver soon takes, so
 * that fresh ones of the same webhook hardly wait, and those of others not at all. How a delivery
 * is sent again is the business of {@code delivery}.
 */
@NullMarked
package io.herald.replays;

import org.jspecify.annotations.NullMarked;
