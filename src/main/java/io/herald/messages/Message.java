package io.herald.messages;

import io.herald.security.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The frozen thing that is announced once. Fired as a CDI event inside the transaction that records
 * it.
 *
 * @param organization whom it is about: webhooks of this organization and of those above it may
 *     hear it
 */
public record Message(
    MessageId id, OrganizationId organization, EventType type, Body body, Instant recordedAt) {

  /** A test that a person asks for; it is for that webhook alone. */
  public static Message ping(long webhookId, OrganizationId owner, Instant now) {
    Body body = Bodies.ping(webhookId, now);
    return new Message(MessageId.next(now), owner, EventType.PING, body, now);
  }

  /**
   * The exact text that a webhook is sent. Plain bodies ignore the arguments.
   *
   * @param ownerName the name of the organization that owns the webhook
   * @param webhookName its own name, if it has one
   */
  public String bodyFor(long webhookId, String ownerName, @Nullable String webhookName) {
    return body instanceof Body.Enveloped enveloped
        ? Bodies.envelope(type, webhookId, ownerName, webhookName, enveloped.json())
        : body.json();
  }
}
