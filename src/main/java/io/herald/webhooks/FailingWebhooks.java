package io.herald.webhooks;

import io.herald.security.OrganizationId;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Since when nothing but failures has come back from a webhook. From the first failure to the last
 * one counts, not to now: a webhook without traffic is not failing any longer than it was seen to.
 */
@ApplicationScoped
@Transactional
public class FailingWebhooks {

  private static final String AFTER = "herald.webhook.deactivate-after";
  private static final List<Integer> TOLD_AT = List.of(90, 70, 50);

  private static final String IDS = "select id from webhook where failing_since is not null";
  private static final String COUNT =
      """
      select count(*) from webhook
      where failing_since is not null and active and deleted_at is null""";
  private static final String OLDEST =
      """
      select w.id, w.organization_id, o.name as organization_name, w.name, w.callback_url,
        w.failing_since, coalesce(w.failing_last_at, w.failing_since) as failing_last_at
      from webhook w left join organization o on o.id = w.organization_id
      where w.failing_since is not null and w.active and w.deleted_at is null
      order by w.failing_since, w.id""";
  private static final String SUCCEEDED =
      """
      update webhook set failing_since = null, failing_last_at = null, failing_told = 0
      where id = ?1 and failing_since is not null and failing_since <= ?2""";
  private static final String FAILED =
      """
      update webhook set failing_since = coalesce(failing_since, ?2), failing_last_at = ?3
      where id = ?1 and active and deleted_at is null""";
  private static final String STATE =
      """
      select organization_id, failing_since, failing_last_at, failing_told from webhook
      where id = ?1 and active and deleted_at is null and failing_since is not null""";
  private static final String TELL =
      "update webhook set failing_told = ?2 where id = ?1 and failing_told < ?2";

  private final EntityManager entityManager;
  private final Event<WebhookFailing> failing;
  private final Duration deactivateAfter;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  FailingWebhooks() { // for the CDI proxy
    this.entityManager = null;
    this.failing = null;
    this.deactivateAfter = null;
  }

  /** Reads {@code herald.webhook.deactivate-after}. */
  @Inject
  FailingWebhooks(EntityManager entityManager, Event<WebhookFailing> failing, Settings settings) {
    this.entityManager = entityManager;
    this.failing = failing;
    this.deactivateAfter = settings.duration(AFTER, Duration.ofMinutes(1), Duration.ofDays(3650));
  }

  /** Those that fail at present. */
  public Set<Long> ids() {
    List<?> ids = entityManager.createNativeQuery(IDS).getResultList();
    return ids.stream()
        .map(id -> ((Number) id).longValue())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** How many fail at present, in all organizations. */
  public long count() {
    return ((Number) entityManager.createNativeQuery(COUNT).getSingleResult()).longValue();
  }

  /** Those that have been failing for longest, in all organizations. */
  public List<FailingWebhook> oldest(int most) {
    List<?> rows = entityManager.createNativeQuery(OLDEST).setMaxResults(most).getResultList();
    return rows.stream().map(row -> failing((Object[]) row)).toList();
  }

  private FailingWebhook failing(Object[] row) {
    Instant since = instant(row[5]);
    return new FailingWebhook(
        ((Number) row[0]).longValue(),
        new OrganizationId((UUID) row[1]),
        (String) row[2],
        (String) row[3],
        (String) row[4],
        since,
        instant(row[6]),
        since.plus(deactivateAfter));
  }

  /** Its receiver took something: whatever failed up to then is forgotten. */
  public void succeeded(long webhookId, Instant at) {
    query(SUCCEEDED, webhookId).setParameter(2, at.atOffset(ZoneOffset.UTC)).executeUpdate();
  }

  /**
   * Nothing but failures from {@code first} to {@code last}. Tells at 50, 70 and 90 % of the time;
   * true where all of it is over, and the webhook is to be deactivated.
   */
  public boolean failed(long webhookId, Instant first, Instant last) {
    query(FAILED, webhookId)
        .setParameter(2, first.atOffset(ZoneOffset.UTC))
        .setParameter(3, last.atOffset(ZoneOffset.UTC))
        .executeUpdate();
    List<?> rows = query(STATE, webhookId).getResultList();
    if (rows.isEmpty()) {
      return false;
    }
    Object[] row = (Object[]) rows.get(0);
    Instant since = instant(row[1]);
    long percent =
        100 * Duration.between(since, instant(row[2])).toMillis() / deactivateAfter.toMillis();
    if (percent >= 100) {
      return true;
    }
    int told = ((Number) row[3]).intValue();
    TOLD_AT.stream()
        .filter(step -> percent >= step)
        .findFirst()
        .filter(step -> step > told)
        .filter(step -> query(TELL, webhookId).setParameter(2, step).executeUpdate() == 1)
        .ifPresent(
            step ->
                failing.fire(
                    new WebhookFailing(
                        webhookId,
                        new OrganizationId((UUID) row[0]),
                        since,
                        step,
                        since.plus(deactivateAfter))));
    return false;
  }

  private Query query(String sql, long webhookId) {
    return entityManager.createNativeQuery(sql).setParameter(1, webhookId);
  }

  private static Instant instant(Object column) {
    return column instanceof OffsetDateTime time
        ? time.toInstant()
        : ((Timestamp) column).toInstant();
  }
}
