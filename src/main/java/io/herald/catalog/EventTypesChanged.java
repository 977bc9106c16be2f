package io.herald.catalog;

/** An event type was registered, changed or deleted; fired in the transaction that does it. */
public record EventTypesChanged() {}
