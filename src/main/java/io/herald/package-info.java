/**
 * Herald: webhooks for Jakarta EE. This package starts the application and has no business meaning.
 */
@NullMarked
package io.herald;

import org.jspecify.annotations.NullMarked;
