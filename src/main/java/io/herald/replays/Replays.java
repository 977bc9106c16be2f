package io.herald.replays;

import io.herald.delivery.LogPart;
import io.herald.delivery.LogRedelivery;
import io.herald.ids.LongIds;
import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.problems.Conflict;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
import io.herald.webhooks.EventTypes;
import io.herald.webhooks.Webhook;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The replays of webhooks: asked for, looked at, paused, resumed and cancelled by people. */
@ApplicationScoped
@Transactional
class Replays {

  /** Of one webhook at a time: two would send the same twice. */
  private static final String UNFINISHED =
      "select r from Replay r where r.webhookId = :webhook and r.finishedAt is null";

  private static final String OF_WEBHOOK =
      "select r from Replay r where r.webhookId = :webhook order by r.id desc";
  private static final String COUNT = "select count(r) from Replay r where r.webhookId = :webhook";

  /** Two people who ask at the same time take turns. */
  private static final String LOCK_WEBHOOK = "select id from webhook where id = ?1 for update";

  private final EntityManager entityManager;
  private final Webhooks webhooks;
  private final LogRedelivery redelivery;
  private final LongIds ids;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Replays() { // for the CDI proxy
    this.entityManager = null;
    this.webhooks = null;
    this.redelivery = null;
    this.ids = null;
    this.clock = null;
  }

  @Inject
  Replays(
      EntityManager entityManager,
      Webhooks webhooks,
      LogRedelivery redelivery,
      LongIds ids,
      Clock clock) {
    this.entityManager = entityManager;
    this.webhooks = webhooks;
    this.redelivery = redelivery;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * How many deliveries a replay would send again.
   *
   * @throws NotFound where the webhook is not there
   */
  ReplayCount count(OrganizationId reach, long webhookId, StartReplay command) {
    webhook(reach, webhookId);
    return new ReplayCount(redelivery.count(part(webhookId, command)));
  }

  /**
   * Starts one.
   *
   * @throws NotFound where the webhook is not there
   * @throws Conflict where the webhook is inactive, or one of its replays has not ended
   */
  ReplayView start(OrganizationId reach, long webhookId, StartReplay command) {
    Webhook webhook = webhook(reach, webhookId);
    if (!webhook.active()) {
      throw new Conflict("The webhook is not active; activate it first.");
    }
    entityManager.createNativeQuery(LOCK_WEBHOOK).setParameter(1, webhookId).getResultList();
    List<Replay> unfinished =
        entityManager
            .createQuery(UNFINISHED, Replay.class)
            .setParameter("webhook", webhookId)
            .getResultList();
    if (!unfinished.isEmpty()) {
      throw new Conflict(
          "Replay %d of this webhook has not ended; cancel it first."
              .formatted(unfinished.get(0).view().id()));
    }
    LogPart part = part(webhookId, command);
    Replay replay =
        new Replay(ids.next(), webhook.owner(), part, redelivery.count(part), clock.instant());
    entityManager.persist(replay);
    return replay.view();
  }

  /**
   * Those of a webhook, the newest first.
   *
   * @throws NotFound where the webhook is not there
   */
  Page<ReplayView> page(OrganizationId reach, long webhookId, PageRequest request) {
    webhook(reach, webhookId);
    List<ReplayView> content =
        entityManager
            .createQuery(OF_WEBHOOK, Replay.class)
            .setParameter("webhook", webhookId)
            .setFirstResult(request.offset())
            .setMaxResults(request.size())
            .getResultStream()
            .map(Replay::view)
            .toList();
    long total =
        entityManager
            .createQuery(COUNT, Long.class)
            .setParameter("webhook", webhookId)
            .getSingleResult();
    return Page.of(content, total, request);
  }

  /**
   * @throws NotFound where the webhook or the replay is not there
   */
  ReplayView find(OrganizationId reach, long webhookId, long id) {
    webhook(reach, webhookId);
    return of(webhookId, id, Optional.ofNullable(entityManager.find(Replay.class, id))).view();
  }

  ReplayView pause(OrganizationId reach, long webhookId, long id) {
    return change(reach, webhookId, id, Replay::pause);
  }

  ReplayView resume(OrganizationId reach, long webhookId, long id) {
    return change(reach, webhookId, id, Replay::resume);
  }

  ReplayView cancel(OrganizationId reach, long webhookId, long id) {
    Instant now = clock.instant();
    return change(reach, webhookId, id, replay -> replay.cancel(now));
  }

  private ReplayView change(
      OrganizationId reach, long webhookId, long id, Consumer<Replay> transition) {
    webhook(reach, webhookId);
    Replay replay =
        of(
            webhookId,
            id,
            Optional.ofNullable(
                entityManager.find(Replay.class, id, LockModeType.PESSIMISTIC_WRITE)));
    transition.accept(replay);
    return replay.view();
  }

  private static Replay of(long webhookId, long id, Optional<Replay> found) {
    return found
        .filter(replay -> replay.webhookId() == webhookId)
        .orElseThrow(() -> new NotFound("There is no replay " + id + "."));
  }

  private LogPart part(long webhookId, StartReplay command) {
    return redelivery.part(
        webhookId,
        command.since(),
        Optional.ofNullable(command.until()),
        Optional.ofNullable(command.status()),
        EventTypes.of(command.eventTypes()));
  }

  private Webhook webhook(OrganizationId reach, long webhookId) {
    return webhooks
        .find(reach, webhookId)
        .orElseThrow(() -> new NotFound("There is no webhook " + webhookId + "."));
  }
}
