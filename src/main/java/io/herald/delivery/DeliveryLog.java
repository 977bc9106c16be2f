package io.herald.delivery;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
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

  private static final String ATTEMPTS =
      "select a from Attempt a where a.deliveryId in :deliveries order by a.deliveryId, a.number";
  private static final String MESSAGES = "select m from RecordedMessage m where m.id in :ids";

  private final EntityManager entityManager;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  DeliveryLog() { // for the CDI proxy
    this.entityManager = null;
  }

  @Inject
  DeliveryLog(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  Page<DeliveryView> page(long webhookId, DeliveryFilter.Criteria wanted, PageRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    String from = from(webhookId, wanted, parameters);
    List<Delivery> deliveries =
        query("select d " + from + " order by d.id desc", Delivery.class, parameters)
            .setFirstResult(request.offset())
            .setMaxResults(request.size())
            .getResultList();
    long total = query("select count(d) " + from, Long.class, parameters).getSingleResult();
    return Page.of(views(deliveries), total, request);
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

  private static String from(
      long webhookId, DeliveryFilter.Criteria wanted, Map<String, Object> parameters) {
    StringBuilder from = new StringBuilder("from Delivery d where d.webhookId = :webhook");
    parameters.put("webhook", webhookId);
    wanted
        .status()
        .ifPresent(status -> and(from, "d.status = :status", parameters, "status", status));
    wanted
        .eventType()
        .ifPresent(type -> and(from, "d.eventType = :type", parameters, "type", type));
    wanted.since().ifPresent(at -> and(from, "d.createdAt >= :since", parameters, "since", at));
    wanted.until().ifPresent(at -> and(from, "d.createdAt < :until", parameters, "until", at));
    return from.toString();
  }

  private static void and(
      StringBuilder from,
      String condition,
      Map<String, Object> parameters,
      String name,
      Object value) {
    from.append(" and ").append(condition);
    parameters.put(name, value);
  }

  private <T> TypedQuery<T> query(String jpql, Class<T> type, Map<String, Object> parameters) {
    TypedQuery<T> query = entityManager.createQuery(jpql, type);
    parameters.forEach(query::setParameter);
    return query;
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
        attempts.stream().map(Attempt::view).toList());
  }
}
