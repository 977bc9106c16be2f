package io.herald.webhooks;

import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Reads and writes the rows of webhooks that are not deleted, in its caller's transaction. */
@ApplicationScoped
class WebhookStore {

  private static final String BY_ID =
      """
      select w from Webhook w where w.id = :id and w.deletedAt is null""";

  private static final String OF_OWNER =
      """
      select w from Webhook w where w.owner = :owner and w.deletedAt is null order by w.id""";

  private static final String OWNERLESS =
      """
      select w from Webhook w where w.deletedAt is null
        and not exists (select o from Organization o where o.id = w.owner) order by w.id""";

  private static final String COUNT_OF_OWNER =
      """
      select count(w) from Webhook w where w.owner = :owner and w.deletedAt is null""";

  private static final String MARK_OF_OWNER =
      """
      update Webhook w set w.revision = :revision where w.owner = :owner and w.deletedAt is null""";

  private static final String LOCK_OWNER =
      """
      select id from organization where id = ?1 for update""";

  private static final String FORGET_FAILURES =
      "update webhook set failing_since = null, failing_last_at = null, failing_told = 0 where id = ?1";

  private final EntityManager entityManager;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  WebhookStore() { // for the CDI proxy
    this.entityManager = null;
  }

  @Inject
  WebhookStore(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  Optional<Webhook> find(long id) {
    return entityManager
        .createQuery(BY_ID, Webhook.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** As {@link #find}, but as it is now, whatever the transaction read before. */
  Optional<Webhook> findFresh(long id) {
    Optional<Webhook> found = find(id);
    found.ifPresent(entityManager::refresh);
    return found.filter(Webhook::exists);
  }

  /** Oldest first. */
  List<Webhook> of(OrganizationId owner) {
    return entityManager
        .createQuery(OF_OWNER, Webhook.class)
        .setParameter("owner", owner.value())
        .getResultList();
  }

  /** Those whose owner is no longer there, oldest first. */
  List<Webhook> ownerless() {
    return entityManager.createQuery(OWNERLESS, Webhook.class).getResultList();
  }

  long count(OrganizationId owner) {
    return entityManager
        .createQuery(COUNT_OF_OWNER, Long.class)
        .setParameter("owner", owner.value())
        .getSingleResult();
  }

  /** A person has looked after it: what failed before does not count. */
  void forgetFailures(long id) {
    entityManager.createNativeQuery(FORGET_FAILURES).setParameter(1, id).executeUpdate();
  }

  void add(Webhook webhook) {
    entityManager.persist(webhook);
    entityManager.flush(); // the row of its secret refers to it
  }

  /** Gives all webhooks of an owner a new revision, so that every node reads them again. */
  void mark(OrganizationId owner, long revision) {
    entityManager
        .createQuery(MARK_OF_OWNER)
        .setParameter("revision", revision)
        .setParameter("owner", owner.value())
        .executeUpdate();
  }

  /**
   * Waits for who is renaming or deleting the organization, and lets nobody begin until the end of
   * the transaction. False where there is no such organization (any more).
   */
  boolean lockOwner(OrganizationId owner) {
    return !entityManager
        .createNativeQuery(LOCK_OWNER)
        .setParameter(1, owner.value())
        .getResultList()
        .isEmpty();
  }
}
