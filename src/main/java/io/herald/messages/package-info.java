/**
 * What is announced: event types, and messages with their frozen bodies (the wire contract, section
 * 1). Domain events become messages here, in the producer's transaction; who receives them is not
 * known here.
 */
@NullMarked
package io.herald.messages;

import org.jspecify.annotations.NullMarked;
