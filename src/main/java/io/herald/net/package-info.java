/**
 * Addresses of the network as values, with nothing of what they are allowed to be: that is for the
 * rooms that ask. Looks nothing up.
 */
@NullMarked
package io.herald.net;

import org.jspecify.annotations.NullMarked;
