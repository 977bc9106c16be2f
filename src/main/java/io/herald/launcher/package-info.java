/**
 * The main class of {@code herald-micro.jar}: it clears what would make Payara Micro serve
 * something else than the Herald of this jar, and then hands over to it.
 *
 * <p>In that jar alone, outside of the WAR; it knows nothing of Herald and nothing of it knows
 * this.
 */
@NullMarked
package io.herald.launcher;

import org.jspecify.annotations.NullMarked;
