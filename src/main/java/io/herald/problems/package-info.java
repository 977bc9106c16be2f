/**
 * The ways in which Herald says no, and the one place that turns them into HTTP ({@code
 * application/problem+json}, RFC 9457). A refusal is thrown from wherever the rule stands; it rolls
 * the transaction back. Bugs are not refusals.
 */
@NullMarked
package io.herald.problems;

import org.jspecify.annotations.NullMarked;
