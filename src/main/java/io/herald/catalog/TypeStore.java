package io.herald.catalog;

import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of registered types, in its caller's transaction. */
@ApplicationScoped
class TypeStore {

  private static final String OF_NAME =
      """
      select t from CustomType t where t.owner = :owner and t.name = :name""";

  private static final String ALL =
      """
      select t.name, t.owner, t.id from CustomType t
      where t.owner in :owners and t.deletedAt is null""";

  private static final String CURRENT = ALL + " and t.archived = false";

  private static final String BY_ID = "select t from CustomType t where t.id in :ids";

  private static final String COUNT =
      """
      select count(t) from CustomType t where t.owner = :owner and t.deletedAt is null""";

  private static final String SINCE =
      """
      select t.owner, t.name, t.schema, t.archived, t.deletedAt
      from CustomType t where t.revision > :revision""";

  private final EntityManager entityManager;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  TypeStore() { // for the CDI proxy
    this.entityManager = null;
  }

  @Inject
  TypeStore(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** A name that some organization registered, for a list. */
  record Entry(String name, OrganizationId owner, long id) {}

  /** What decides over events of one type. */
  record Rule(
      OrganizationId owner, String name, @Nullable String schema, boolean archived, boolean gone) {}

  /** Deleted or not. */
  Optional<CustomType> find(OrganizationId owner, String name) {
    return entityManager
        .createQuery(OF_NAME, CustomType.class)
        .setParameter("owner", owner.value())
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  /** As {@link #find}, and nobody else changes it until the end of the transaction. */
  Optional<CustomType> lock(OrganizationId owner, String name) {
    Optional<CustomType> found = find(owner, name);
    found.ifPresent(type -> entityManager.refresh(type, LockModeType.PESSIMISTIC_WRITE));
    return found;
  }

  long count(OrganizationId owner) {
    return entityManager
        .createQuery(COUNT, Long.class)
        .setParameter("owner", owner.value())
        .getSingleResult();
  }

  /** The names that these organizations registered, in no order. */
  List<Entry> entries(List<OrganizationId> owners, boolean alsoArchived) {
    return entityManager
        .createQuery(alsoArchived ? ALL : CURRENT, Object[].class)
        .setParameter("owners", owners.stream().map(OrganizationId::value).toList())
        .getResultStream()
        .map(row -> new Entry((String) row[0], new OrganizationId((UUID) row[1]), (Long) row[2]))
        .toList();
  }

  List<CustomType> withIds(List<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(BY_ID, CustomType.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  /** What changed after a revision; what is gone, too. */
  List<Rule> rulesSince(long revision) {
    return entityManager
        .createQuery(SINCE, Object[].class)
        .setParameter("revision", revision)
        .getResultStream()
        .map(
            row ->
                new Rule(
                    new OrganizationId((UUID) row[0]),
                    (String) row[1],
                    (String) row[2],
                    (Boolean) row[3],
                    row[4] != null))
        .toList();
  }

  void add(CustomType type) {
    entityManager.persist(type);
    entityManager.flush(); // runs into the constraint here, if at all
  }
}
