/**
 * Faults on purpose, under load, and an account of every event: what was accepted must arrive,
 * whatever was killed, taken away, filled up or turned back in between. {@link
 * io.herald.chaos.Chaos} runs them: {@code ./mvnw -Pchaos verify}.
 *
 * <p>{@code Ledger} is the account, {@code ServerTables} what a server that died had in hand,
 * {@code Site} the server with its database, producers and receiver, {@code Fault} one thing that
 * happens to it, {@code Observation} what came of it.
 */
@NullMarked
package io.herald.chaos;

import org.jspecify.annotations.NullMarked;
