/**
 * The audit log: who changed what, when, from where. An entry is written by an interceptor around
 * the calls of {@code @Audited} resources, in the transaction of the change, so that there is never
 * one without the other. Values are kept only where they cannot be secrets. Nothing here changes or
 * removes an entry; retention does, in room {@code operations}. A tenant sees what happened to it
 * and below it; of who acted from above it sees that, and not who or from where.
 */
@NullMarked
package io.herald.audit;

import org.jspecify.annotations.NullMarked;
