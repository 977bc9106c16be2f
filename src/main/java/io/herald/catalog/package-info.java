/**
 * What kinds of events there are: the built-in ones, and those that organizations register with a
 * description, a JSON Schema (draft 2020-12) and an example. A type belongs to the organization
 * that registered it and is seen in everything below it.
 *
 * <p>Decided here: an event must satisfy every type of its name on the way up from the organization
 * that it is about, so that nobody below can loosen what was promised above. The rules are read
 * from memory; a node hears of another node's change within a second, and nobody is refused by an
 * outdated rule, since the rules are read again before a refusal. A schema is a stranger's program:
 * it fetches nothing, its regular expressions run in linear time, and its work is bounded.
 *
 * <p>Left to others: who may hear of a type (webhooks), what its messages look like (messages).
 */
@NullMarked
package io.herald.catalog;

import org.jspecify.annotations.NullMarked;
