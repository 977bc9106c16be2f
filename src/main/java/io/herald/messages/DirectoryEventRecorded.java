package io.herald.messages;

import io.herald.directory.DirectoryEvent;

/**
 * The messages of a domain event are recorded; fired in their transaction. For what must not happen
 * before: the webhooks of a deleted organization still hear of its deletion.
 */
public record DirectoryEventRecorded(DirectoryEvent event) {}
