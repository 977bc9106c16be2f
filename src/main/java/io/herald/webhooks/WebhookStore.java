package io.herald.webhooks;

import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Locale;
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

  /**
   * Both databases escape by a backslash where nothing is said; with an {@code escape} EclipseLink
   * binds no parameters, and writes booleans as H2 does not take them.
   */
  private static final String SAYS =
      """
      (lower(w.name) like :part or lower(w.callbackUrl) like :part or lower(w.description) like :part)""";

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

  /** Some of an owner's, oldest first. */
  List<Webhook> of(OrganizationId owner, WebhookFilter.Criteria wanted) {
    TypedQuery<Webhook> query =
        entityManager.createQuery("select w" + where(wanted) + " order by w.id", Webhook.class);
    wanted.page().ifPresent(page -> query.setFirstResult(page.offset()).setMaxResults(page.size()));
    return with(query, owner, wanted).getResultList();
  }

  /** How many {@link #of} finds on all its pages. */
  long count(OrganizationId owner, WebhookFilter.Criteria wanted) {
    return with(
            entityManager.createQuery("select count(w)" + where(wanted), Long.class), owner, wanted)
        .getSingleResult();
  }

  private static String where(WebhookFilter.Criteria wanted) {
    StringBuilder where =
        new StringBuilder(" from Webhook w where w.owner = :owner and w.deletedAt is null");
    wanted.state().ifPresent(state -> where.append(" and ").append(state.condition()));
    wanted.search().ifPresent(part -> where.append(" and ").append(SAYS));
    return where.toString();
  }

  private static <T> TypedQuery<T> with(
      TypedQuery<T> query, OrganizationId owner, WebhookFilter.Criteria wanted) {
    query.setParameter("owner", owner.value());
    wanted.state().ifPresent(state -> query.setParameter("active", state.active()));
    wanted
        .search()
        .map(part -> part.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0"))
        .ifPresent(part -> query.setParameter("part", "%" + part + "%"));
    return query;
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
