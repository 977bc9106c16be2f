/**
 * The benchmark, {@code ./mvnw -Pbench verify}: the product as a process, with a real PostgreSQL
 * that waits for its disk, a receiver in a process of its own, and this JVM as the clients. What it
 * measures stands beside ceilings of the same run, because a figure alone says more about the
 * machine than about the product. {@code -Dbench=rest,steady-100} chooses scenarios.
 *
 * <p>All processes share the machine and its {@link System#nanoTime() monotonic clock}; an event
 * carries the time at which it was to be sent, and the receiver compares.
 */
@NullMarked
package io.herald.bench;

import org.jspecify.annotations.NullMarked;
