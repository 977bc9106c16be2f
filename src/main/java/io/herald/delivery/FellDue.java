package io.herald.delivery;

/** A delivery became due otherwise than by its schedule: somebody wants it now. */
public record FellDue() {}
