/**
 * What tests of every room use: databases, a clock that is set, a receiver with scripted answers.
 */
@NullMarked
package io.herald.testing;

import org.jspecify.annotations.NullMarked;
