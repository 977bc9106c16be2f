package io.herald.nodes;

/** Deliveries that a dead node had claimed can be claimed again. */
public record ClaimsFreed(int count) {}
