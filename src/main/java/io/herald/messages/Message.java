package io.herald.messages;

import io.herald.security.OrganizationId;
import java.time.Instant;

/**
 * The frozen thing that is announced once. Fired as a CDI event inside the transaction that records
 * it.
 *
 * @param organization whom it is about: webhooks of this organization and of those above it may
 *     hear it
 */
public record Message(
    MessageId id, OrganizationId organization, EventType type, Body body, Instant recordedAt) {}
