/**
 * Tells those who asked for it how their webhooks are doing: what other rooms fire as CDI events
 * becomes messages of the operational event types, recorded in the transaction of what they tell.
 * Nothing is told about the delivery of such a message, so that no message ever breeds another.
 */
@NullMarked
package io.herald.notices;

import org.jspecify.annotations.NullMarked;
