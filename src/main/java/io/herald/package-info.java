/** Starts the application and tells the time. Nothing here has business meaning. */
@NullMarked
package io.herald;

import org.jspecify.annotations.NullMarked;
