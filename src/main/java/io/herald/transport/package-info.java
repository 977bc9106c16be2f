/**
 * Bytes and URLs: signs a body, vets the address behind a callback URL, posts, and says what came
 * of it. A failed post is a value ({@link io.herald.transport.Outcome}), never an exception.
 *
 * <p>Decided here: one client with two I/O threads and one timer carries every attempt, so that
 * slow receivers cost memory and no threads; a name is resolved once and the connection goes to the
 * address that was checked and to no other; nothing is followed, decompressed, cached or tried
 * again behind the caller's back. The one immediate reconnect, when no byte of the request was
 * sent, is MicroProfile's {@code @Retry} in {@code Reconnect}.
 *
 * <p>Left to others: what to send and when to try again (delivery), limits on how much is in flight
 * (delivery), which secrets are valid (webhooks).
 */
@NullMarked
package io.herald.transport;

import org.jspecify.annotations.NullMarked;
