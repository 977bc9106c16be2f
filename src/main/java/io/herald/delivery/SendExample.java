package io.herald.delivery;

import io.herald.messages.EventType;

/**
 * Asks for an example.
 *
 * @param eventType one whose example the catalogue has
 */
public record SendExample(EventType eventType) {}
