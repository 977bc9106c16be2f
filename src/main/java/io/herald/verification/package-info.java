/**
 * Asks a callback URL whether it wants to be posted to, before a webhook sends anything there: the
 * handshake of CloudEvents ({@code OPTIONS}), and where that is not known an echo of a challenge.
 * By {@code herald.webhook.verification}; without it, only where somebody asks for it.
 *
 * <p>Decided here: what is to be asked is a row in the database with a lease, as deliveries are, so
 * that a challenge survives whatever happens to nodes and is made by one of them. Whether a webhook
 * may be active is said by vetoing its activation in the transaction; the room of webhooks knows
 * only that a reason for being inactive may be that this is not settled.
 *
 * <p>Left to others: the way out, access tokens and certificates (delivery, transport).
 */
@NullMarked
package io.herald.verification;

import org.jspecify.annotations.NullMarked;
