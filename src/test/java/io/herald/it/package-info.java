/**
 * The WAR in a server, from outside, over HTTP. Arquillian starts the server once for all tests
 * ({@link io.herald.it.RunningHerald}), with the database that the build names; what a test needs
 * it makes through the API, under names of its own, since the tests share the server. {@code
 * io.herald.it.server} is added to the deployment and lets a test move the server's clock.
 */
@NullMarked
package io.herald.it;

import org.jspecify.annotations.NullMarked;
