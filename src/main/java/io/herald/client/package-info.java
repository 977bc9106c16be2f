/**
 * The REST API for Java programs elsewhere: interfaces with the annotations of Jakarta REST, and
 * records for what goes over the wire. MicroProfile REST Client and Jersey's or RESTEasy's proxies
 * make clients of the interfaces; any client binds the records with JSON-B or Jackson. Nothing of
 * the server is needed, and the server uses nothing of it: what goes over the wire is the contract,
 * not these classes.
 *
 * <p>Ids of organizations, users and messages are text here. What changes is named in a map, since
 * an absent member and a null one differ. A refusal is a {@code WebApplicationException} whose
 * entity is a {@link io.herald.client.Problem}. Clients should ignore members that they do not
 * know: later versions add some (Jackson needs to be told, and its module for {@code java.time}).
 */
@NullMarked
package io.herald.client;

import org.jspecify.annotations.NullMarked;
