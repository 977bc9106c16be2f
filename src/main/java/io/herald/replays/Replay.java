package io.herald.replays;

import io.herald.delivery.DeliveryStatus;
import io.herald.delivery.LogPart;
import io.herald.problems.Conflict;
import io.herald.security.OrganizationId;
import io.herald.webhooks.EventTypes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a webhook's log that is being sent again. Running from the start; paused and resumed
 * any number of times; finished at the end of its part, or cancelled before.
 */
@Entity
@Table(name = "replay")
public class Replay {

  @Id private long id;

  @Column(name = "webhook_id")
  private long webhookId;

  @Column(name = "organization_id")
  private UUID owner;

  private ReplayStatus status;
  private Instant since;
  private Instant until;

  @Column(name = "delivery_status")
  private @Nullable DeliveryStatus deliveryStatus;

  @Column(name = "event_types")
  private @Nullable String eventTypes;

  private long expected;
  private long done;

  @Column(name = "cursor_id")
  private long cursor;

  @Column(name = "last_id")
  private long last;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @SuppressWarnings("NullAway") // JPA sets the fields
  protected Replay() {}

  Replay(long id, OrganizationId owner, LogPart part, long expected, Instant now) {
    this.id = id;
    this.webhookId = part.webhookId();
    this.owner = owner.value();
    this.status = ReplayStatus.RUNNING;
    this.since = part.since();
    this.until = part.until();
    this.deliveryStatus = part.status().orElse(null);
    this.eventTypes = part.eventTypes().stored();
    this.expected = expected;
    this.cursor = part.after();
    this.last = part.last();
    this.createdAt = now;
  }

  /** What is left of its part. */
  LogPart rest() {
    return new LogPart(
        webhookId,
        cursor,
        last,
        since,
        until,
        Optional.ofNullable(deliveryStatus),
        EventTypes.fromStored(eventTypes));
  }

  /** A step has been taken, up to a delivery. */
  void moved(long newCursor, int redelivered) {
    cursor = newCursor;
    done += redelivered;
  }

  void finish(Instant now) {
    status = ReplayStatus.FINISHED;
    finishedAt = now;
  }

  /** Stops for a while, if it is not stopped already. */
  void pause() {
    requireUnfinished();
    status = ReplayStatus.PAUSED;
  }

  /** Goes on where it was paused. */
  void resume() {
    requireUnfinished();
    status = ReplayStatus.RUNNING;
  }

  /** Ends here; what was sent stays sent. */
  void cancel(Instant now) {
    if (status != ReplayStatus.CANCELLED) {
      requireUnfinished();
      status = ReplayStatus.CANCELLED;
      finishedAt = now;
    }
  }

  private void requireUnfinished() {
    if (status.isFinal()) {
      throw new Conflict("The replay is " + status + " already.");
    }
  }

  long webhookId() {
    return webhookId;
  }

  ReplayFinished finished(Instant now) {
    return new ReplayFinished(id, webhookId, new OrganizationId(owner), expected, done, now);
  }

  ReplayView view() {
    return new ReplayView(
        id,
        webhookId,
        status,
        expected,
        done,
        new ReplayView.Part(
            since, until, deliveryStatus, EventTypes.fromStored(eventTypes).names()),
        createdAt,
        finishedAt);
  }
}
