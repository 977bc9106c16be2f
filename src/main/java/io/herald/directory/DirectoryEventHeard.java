package io.herald.directory;

/**
 * A domain event is about to be recorded; fired inside the transaction that records it, for {@code
 * fire} and {@code fireAsync} alike. For what must be there before webhooks are matched: an
 * organization that only the event knows. Producers fire the event itself, never this.
 */
public record DirectoryEventHeard(DirectoryEvent event) {}
