/**
 * JSON at the edge. Requests become command records and views become JSON by reading the record's
 * components, over JSON-P: so that what a client gets wrong is told in full and by JSON pointer, in
 * the same words on every server, which JSON-B leaves to its provider. Bean Validation of a body
 * happens here and nowhere else. What the fields mean is for the rooms that own the records; only
 * records of Herald are touched, since a customer's WAR may have an API of its own beside ours.
 */
@NullMarked
package io.herald.json;

import org.jspecify.annotations.NullMarked;
