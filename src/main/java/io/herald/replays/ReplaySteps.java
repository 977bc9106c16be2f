package io.herald.replays;

import io.herald.delivery.LogRedelivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Moves replays. Each step is one short transaction that holds the replay's row: another node, or a
 * person who pauses it, comes before or after, never in between.
 */
@ApplicationScoped
@Transactional
class ReplaySteps {

  private static final String RUNNING =
      "select id from replay where status = 'running' order by id";
  private static final String TAKE =
      "select id from replay where id = ?1 and status = 'running' for update skip locked";
  private static final String IS_ACTIVE =
      "select active from webhook where id = ?1 and deleted_at is null";

  private final EntityManager entityManager;
  private final LogRedelivery redelivery;
  private final Clock clock;
  private final Event<ReplayFinished> finished;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  ReplaySteps() { // for the CDI proxy
    this.entityManager = null;
    this.redelivery = null;
    this.clock = null;
    this.finished = null;
  }

  @Inject
  ReplaySteps(
      EntityManager entityManager,
      LogRedelivery redelivery,
      Clock clock,
      Event<ReplayFinished> finished) {
    this.entityManager = entityManager;
    this.redelivery = redelivery;
    this.clock = clock;
    this.finished = finished;
  }

  /** What a step found. */
  enum Result {
    /** Some deliveries are on their way again, beside others that have not arrived. */
    MOVED,
    /** The same, and the receiver had taken all before. */
    CAUGHT_UP,
    /** It has passed some that were not meant. */
    PASSED,
    /** The receiver is behind, the webhook inactive, or another node at it: later. */
    WAITS,
    /** It is no longer running. */
    OVER
  }

  /**
   * The ids of those under way. Asked for every second by every node: one statement, no
   * transaction.
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  List<Long> running() {
    List<?> ids = entityManager.createNativeQuery(RUNNING).getResultList();
    return ids.stream().map(id -> ((Number) id).longValue()).toList();
  }

  /** One step: lets the webhook have up to {@code most} deliveries on their way. */
  Result step(long id, int most) {
    if (entityManager.createNativeQuery(TAKE).setParameter(1, id).getResultList().isEmpty()) {
      return Result.WAITS;
    }
    Replay replay = entityManager.find(Replay.class, id);
    Instant now = clock.instant();
    List<?> webhook =
        entityManager
            .createNativeQuery(IS_ACTIVE)
            .setParameter(1, replay.webhookId())
            .getResultList();
    if (webhook.isEmpty()) {
      replay.cancel(now);
      return Result.OVER;
    }
    boolean active = (Boolean) webhook.get(0);
    int room = active ? redelivery.room(replay.webhookId(), most) : 0;
    if (room == 0) {
      return Result.WAITS;
    }
    LogRedelivery.Step step = redelivery.step(replay.rest(), room);
    replay.moved(step.last(), step.redelivered());
    if (step.atEnd()) {
      replay.finish(now);
      finished.fire(replay.finished(now));
      return Result.OVER;
    }
    if (step.redelivered() == 0) {
      return Result.PASSED;
    }
    return room == most ? Result.CAUGHT_UP : Result.MOVED;
  }
}
