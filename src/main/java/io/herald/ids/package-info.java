/**
 * How things are named: UUIDs as {@code user_…}, {@code org_…}, {@code msg_…} (the wire contract,
 * section 1) and time-ordered numbers that a JavaScript client reads exactly. What an id names is
 * its owner's business.
 */
@NullMarked
package io.herald.ids;

import org.jspecify.annotations.NullMarked;
