/**
 * Organizations, users and groups: enough of a directory to run on its own. What happens in it is
 * told as past-tense CDI events inside the transaction; whoever has a directory already switches
 * this one off and fires the same events.
 */
@NullMarked
package io.herald.directory;

import org.jspecify.annotations.NullMarked;
