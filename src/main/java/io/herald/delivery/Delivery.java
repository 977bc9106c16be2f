package io.herald.delivery;

import io.herald.messages.MessageId;
import io.herald.problems.Conflict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one webhook, across all tries. The engine moves it by {@link HotStatements}; this
 * view of the same row serves the delivery log and the person who redelivers.
 */
@Entity
@Table(name = "delivery")
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class Delivery {

  @Id private long id;

  @Column(name = "message_id")
  private UUID messageId;

  @Column(name = "webhook_id")
  private long webhookId;

  @Column(name = "event_type")
  private String eventType;

  private @Nullable String body;
  private DeliveryStatus status;

  @Column(name = "attempt_count")
  private int attemptCount;

  @Column(name = "retries_used")
  private int retriesUsed;

  @Column(name = "due_at")
  private @Nullable Instant dueAt;

  @Column(name = "claimed_by")
  private @Nullable Long claimedBy;

  @Column(name = "http_status")
  private @Nullable Integer httpStatus;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Column(name = "transformation_error", insertable = false, updatable = false)
  private @Nullable String transformationError;

  protected Delivery() {} // for JPA

  /**
   * Sends the same bytes under the same message id again, as a person asked; the retry schedule
   * starts anew.
   *
   * @throws Conflict while it is pending: then an attempt comes anyway
   */
  void redeliver(Instant now) {
    if (status == DeliveryStatus.PENDING) {
      throw new Conflict("The delivery is still pending; it is attempted without being asked.");
    }
    status = DeliveryStatus.PENDING;
    dueAt = now;
    retriesUsed = 0;
    claimedBy = null;
    finishedAt = null;
  }

  long id() {
    return id;
  }

  MessageId messageId() {
    return new MessageId(messageId);
  }

  long webhookId() {
    return webhookId;
  }

  String eventType() {
    return eventType;
  }

  /** This webhook's own bytes; empty where they are the message's. */
  Optional<String> ownBody() {
    return Optional.ofNullable(body);
  }

  DeliveryStatus status() {
    return status;
  }

  int attemptCount() {
    return attemptCount;
  }

  /** Of the last attempt; null where that was not answered. */
  @Nullable Integer httpStatus() {
    return httpStatus;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Null unless a node is to attempt it then. */
  @Nullable Instant nextAttemptAt() {
    return claimedBy != null && claimedBy == Claim.BY_RECEIVER ? null : dueAt;
  }

  /** Null where the body is as the webhook's transformation made it, or it had none. */
  @Nullable String transformationError() {
    return transformationError;
  }
}
