package io.herald.delivery;

import io.herald.delivery.Settlement.AttemptRecord;
import io.herald.messages.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Settles what a receiver says has arrived: each delivery by an attempt that lasted from the answer
 * that held it to the call that acknowledges it.
 */
@ApplicationScoped
@Transactional
class Acknowledgement {

  private static final String SERVED =
      """
      select d.id, d.messageId, d.eventType, d.retriesUsed, d.createdAt from Delivery d
      where d.id in :ids and d.webhookId = :webhook""";

  private final EntityManager entityManager;
  private final Settling settling;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Acknowledgement() { // for the CDI proxy
    this.entityManager = null;
    this.settling = null;
  }

  @Inject
  Acknowledgement(EntityManager entityManager, Settling settling) {
    this.entityManager = entityManager;
    this.settling = settling;
  }

  /**
   * Of what the cursor stands for, settles what still waits for the receiver; all else, such as
   * what was acknowledged before, redelivered since, or is another webhook's, stays as it is.
   */
  void of(long webhookId, PollCursor cursor, Instant now) {
    Map<Long, Integer> attempts = new LinkedHashMap<>();
    cursor.served().forEach(each -> attempts.put(each.deliveryId(), each.attemptNumber()));
    if (attempts.isEmpty()) {
      return;
    }
    Map<Long, Settlement> arrived = new HashMap<>();
    for (Object[] row :
        entityManager
            .createQuery(SERVED, Object[].class)
            .setParameter("ids", attempts.keySet())
            .setParameter("webhook", webhookId)
            .getResultList()) {
      Long id = (Long) row[0];
      Claim claim =
          new Claim(
              id,
              Claim.BY_RECEIVER,
              new MessageId((UUID) row[1]),
              webhookId,
              (String) row[2],
              "",
              attempts.getOrDefault(id, 0),
              (Integer) row[3]);
      arrived.put(id, delivered(claim, cursor.servedAt(), (Instant) row[4], now));
    }
    if (!arrived.isEmpty()) { // in the order of their ids, so that two never wait in a ring
      settling.settle(
          attempts.keySet().stream().map(arrived::get).filter(Objects::nonNull).toList());
    }
  }

  /** A cursor comes from outside: its time is believed within what is possible. */
  private static Settlement delivered(
      Claim claim, Instant servedAt, Instant createdAt, Instant now) {
    Instant from = servedAt.isBefore(createdAt) ? createdAt : servedAt;
    Instant startedAt = from.isAfter(now) ? now : from;
    long took = Duration.between(startedAt, now).toMillis();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", claim.messageId().toString());
    headers.put("webhook-timestamp", Long.toString(startedAt.getEpochSecond()));
    headers.putAll(AttemptRequests.about(claim));
    AttemptRecord attempt =
        new AttemptRecord(
            claim.attemptNumber(),
            startedAt,
            (int) Math.min(took, Integer.MAX_VALUE),
            AttemptMade.POLLED,
            null,
            HeaderJson.of(headers),
            null,
            null,
            null);
    return new Settlement(
        claim, DeliveryStatus.DELIVERED, claim.retriesUsed(), null, false, attempt);
  }
}
