/**
 * What the people who run Herald look at: health, and what is told in logs and metrics. It observes
 * the other rooms and decides nothing; nobody imports it. Health is MicroProfile's: {@code
 * /health/live}, {@code /health/ready} and {@code /health/started}, on WildFly at the management
 * port.
 */
@NullMarked
package io.herald.operations;

import org.jspecify.annotations.NullMarked;
