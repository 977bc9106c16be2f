/** Added to the WAR for the benchmark: a call that does nothing, and a producer in the server. */
@NullMarked
package io.herald.bench.server;

import org.jspecify.annotations.NullMarked;
