/**
 * What is announced: event types, and messages with their frozen bodies (the wire contract, section
 * 1). Domain events become messages here, in the producer's transaction; who receives them is not
 * known here.
 *
 * <p>For producers: inject {@code Event<CustomEvent>} (or one of the directory's event records) and
 * {@code fire} it inside your transaction. The message is stored in that same transaction: it is
 * announced if and only if you commit, and {@code fire} throws where it can't be stored. Without a
 * transaction {@code fire} stores in one of its own before it returns. {@code fireAsync} does so on
 * another thread, whatever becomes of your transaction; its stage completes after the commit. A
 * body over {@code herald.max-body-bytes} and a built-in type are refused with an exception that
 * says so. Bodies are written once, by JSON-P, and never again: what was recorded is what is
 * signed.
 */
@NullMarked
package io.herald.messages;

import org.jspecify.annotations.NullMarked;
