package io.herald.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is above whom. An organization's parent never changes, so what was read once is remembered;
 * of one that was deleted the path stays known for a while, which its last messages need.
 */
@ApplicationScoped
public class OrganizationTree {

  private static final String PARENT = "select parent_id from organization where id = ?1";
  private static final String NAME = "select name from organization where id = ?1";
  private static final String ID = "select id from organization where name = ?1";
  private static final String ROOT = "select id from organization where parent_id is null";

  private static final int MOST_REMEMBERED = 100_000;
  private static final int MOST_LEVELS = 1_000;

  private final EntityManager em;
  private final Map<UUID, Place> parents = new ConcurrentHashMap<>();
  private volatile @Nullable OrganizationId root;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  OrganizationTree() { // for the CDI proxy
    this(null);
  }

  @Inject
  public OrganizationTree(EntityManager em) {
    this.em = em;
  }

  /** The organization itself, its parent, and so on up to the root; empty for an unknown one. */
  public List<OrganizationId> pathOf(OrganizationId organization) {
    List<OrganizationId> path = new ArrayList<>();
    UUID id = organization.value();
    while (id != null && path.size() < MOST_LEVELS) {
      Optional<Place> place = placeOf(id);
      if (place.isEmpty()) {
        return List.of();
      }
      path.add(new OrganizationId(id));
      id = place.get().parent();
    }
    return List.copyOf(path);
  }

  /** Whether {@code other} exists and is {@code ancestor} or below it. */
  public boolean reaches(OrganizationId ancestor, OrganizationId other) {
    return pathOf(other).contains(ancestor);
  }

  /** The present name. */
  public Optional<String> nameOf(OrganizationId organization) {
    return first(em.createNativeQuery(NAME).setParameter(1, organization.value()))
        .map(String.class::cast);
  }

  /** The organization of that name. */
  public Optional<OrganizationId> named(String name) {
    return first(em.createNativeQuery(ID).setParameter(1, name))
        .map(id -> new OrganizationId((UUID) id));
  }

  /** The installation's own organization, above all others. There from the first start on. */
  public OrganizationId root() {
    OrganizationId known = root;
    if (known == null) {
      known =
          first(em.createNativeQuery(ROOT))
              .map(id -> new OrganizationId((UUID) id))
              .orElseThrow(() -> new IllegalStateException("there is no root organization yet"));
      root = known;
    }
    return known;
  }

  /** For who deletes an organization, or makes one whose id was in use before. */
  public void forget(OrganizationId organization) {
    parents.remove(organization.value());
  }

  private Optional<Place> placeOf(UUID id) {
    Place known = parents.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    List<?> rows = em.createNativeQuery(PARENT).setParameter(1, id).getResultList();
    if (rows.isEmpty()) {
      return Optional.empty(); // not remembered: it may come
    }
    Place place = new Place((UUID) rows.get(0));
    if (parents.size() >= MOST_REMEMBERED) {
      parents.clear();
    }
    parents.put(id, place);
    return Optional.of(place);
  }

  private static Optional<Object> first(Query query) {
    List<?> rows = query.getResultList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
  }

  /** Null above the root. */
  private record Place(@Nullable UUID parent) {}
}
