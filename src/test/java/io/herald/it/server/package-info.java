/** Added to the WAR for the tests: a clock that they move. The product knows nothing of it. */
@NullMarked
package io.herald.it.server;

import org.jspecify.annotations.NullMarked;
