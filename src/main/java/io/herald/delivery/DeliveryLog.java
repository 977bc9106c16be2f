package io.herald.delivery;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a webhook's deliveries with their attempts, the newest first. Whose webhook it is, the
 * caller has checked.
 */
@ApplicationScoped
@Transactional
class DeliveryLog {

  private static final String DELIVERIES =
      "select d from Delivery d where d.id in :ids order by d.id desc";
  private static final String ATTEMPTS =
      "select a from Attempt a where a.deliveryId in :deliveries order by a.deliveryId, a.number";
  private static final String MESSAGES = "select m from RecordedMessage m where m.id in :ids";

  private final EntityManager entityManager;
  private final DeliveryCounts counts;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  DeliveryLog() { // for the CDI proxy
    this.entityManager = null;
    this.counts = null;
  }

  @Inject
  DeliveryLog(EntityManager entityManager, DeliveryCounts counts) {
    this.entityManager = entityManager;
    this.counts = counts;
  }

  Page<DeliveryView> page(long webhookId, DeliveryFilter.Criteria wanted, PageRequest request) {
    LogRows rows = LogRows.of(webhookId, wanted);
    long total =
        wanted.equals(DeliveryFilter.Criteria.NONE) ? counts.total(webhookId) : counts.total(rows);
    return Page.of(views(deliveries(rows, request)), total, request);
  }

  private List<Delivery> deliveries(LogRows rows, PageRequest request) {
    try {
      List<Long> ids =
          rows.page(entityManager.unwrap(Connection.class), request.offset(), request.size());
      return ids.isEmpty()
          ? List.of()
          : entityManager
              .createQuery(DELIVERIES, Delivery.class)
              .setParameter("ids", ids)
              .getResultList();
    } catch (SQLException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  Optional<DeliveryView> find(long webhookId, long deliveryId) {
    return Optional.ofNullable(entityManager.find(Delivery.class, deliveryId))
        .filter(delivery -> delivery.webhookId() == webhookId)
        .map(delivery -> views(List.of(delivery)).get(0));
  }

  /** The delivery itself, locked against the engine, to be redelivered. */
  Optional<Delivery> lock(long webhookId, long deliveryId) {
    return Optional.ofNullable(
            entityManager.find(Delivery.class, deliveryId, LockModeType.PESSIMISTIC_WRITE))
        .filter(delivery -> delivery.webhookId() == webhookId);
  }

  /** Whether what was sent is gone, so that it can't be sent again. Ask with the lock held. */
  boolean erased(Delivery delivery) {
    RecordedMessage message =
        entityManager.find(RecordedMessage.class, delivery.messageId().value());
    return message == null || message.erased();
  }

  private List<DeliveryView> views(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Attempt>> attempts =
        entityManager
            .createQuery(ATTEMPTS, Attempt.class)
            .setParameter("deliveries", deliveries.stream().map(Delivery::id).toList())
            .getResultStream()
            .collect(Collectors.groupingBy(Attempt::deliveryId));
    Map<UUID, String> bodies = bodies(deliveries);
    return deliveries.stream()
        .map(
            delivery ->
                view(
                    delivery,
                    delivery
                        .ownBody()
                        .orElseGet(() -> bodies.getOrDefault(delivery.messageId().value(), "")),
                    attempts.getOrDefault(delivery.id(), List.of())))
        .toList();
  }

  private Map<UUID, String> bodies(List<Delivery> deliveries) {
    List<UUID> shared =
        deliveries.stream()
            .filter(delivery -> delivery.ownBody().isEmpty())
            .map(delivery -> delivery.messageId().value())
            .distinct()
            .toList();
    return shared.isEmpty()
        ? Map.of()
        : entityManager
            .createQuery(MESSAGES, RecordedMessage.class)
            .setParameter("ids", shared)
            .getResultStream()
            .collect(Collectors.toMap(RecordedMessage::id, RecordedMessage::body));
  }

  private static DeliveryView view(Delivery delivery, String body, List<Attempt> attempts) {
    @Nullable String lastAnswer =
        attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).responseBody();
    return new DeliveryView(
        delivery.id(),
        delivery.messageId(),
        delivery.eventType(),
        delivery.status(),
        delivery.attemptCount(),
        delivery.httpStatus(),
        delivery.status() == DeliveryStatus.DELIVERED,
        body,
        lastAnswer,
        delivery.createdAt(),
        delivery.nextAttemptAt(),
        attempts.stream().map(Attempt::view).toList(),
        Optional.ofNullable(delivery.transformationError()));
  }
}
