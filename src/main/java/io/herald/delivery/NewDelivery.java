package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery about to be recorded.
 *
 * @param owner the organization that owns the webhook
 * @param ownBody where the bytes differ by webhook, this webhook's; null: the message's body
 * @param claimedBy the node that keeps it in memory already, or the receiver; null: whoever claims
 *     it
 */
record NewDelivery(
    long id,
    Message message,
    long webhookId,
    OrganizationId owner,
    @Nullable String ownBody,
    @Nullable Long claimedBy) {

  MessageId messageId() {
    return message.id();
  }

  Instant createdAt() {
    return message.recordedAt();
  }

  /** The claim of the node that records it. */
  Claim claim(long claimant) {
    String body = ownBody != null ? ownBody : message.body().json();
    return new Claim(id, claimant, messageId(), webhookId, message.type().name(), body, 1, 0);
  }
}
