/**
 * What becomes of a message for one webhook: whether it is heard ({@link
 * io.herald.shaping.Filter}), and what its body looks like ({@link
 * io.herald.shaping.Transformation}, CloudEvents).
 *
 * <p>Decided here: tenants declare, and never run code in our JVM. Whatever they declare costs a
 * bounded amount of time and memory for each message, since it is evaluated in the transaction of
 * the producer. JSON in, JSON out; which webhook it is about is nobody's business here.
 */
@NullMarked
package io.herald.shaping;

import org.jspecify.annotations.NullMarked;
