package io.herald.client;

/** Asks for the catalogue's example of a type. */
public record SendExample(String eventType) {}
