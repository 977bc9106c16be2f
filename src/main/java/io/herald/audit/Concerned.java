package io.herald.audit;

import io.herald.ids.PrefixedId;
import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom a call concerns, by the path of what it changes: asked before the change, which may delete
 * it.
 */
@ApplicationScoped
class Concerned {

  private static final Map<String, Owner> OWNERS =
      Map.of(
          "webhooks",
              new Owner("select organization_id from webhook where id = ?1", Concerned::number),
          "tokens",
              new Owner("select organization_id from api_token where id = ?1", Concerned::number),
          "portal-links",
              new Owner("select organization_id from api_token where id = ?1", Concerned::number),
          "users",
              new Owner("select organization_id from app_user where id = ?1", Concerned::user));

  private static final String PARENT = "select parent_id from organization where id = ?1";

  private final EntityManager em;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Concerned() { // for the CDI proxy
    this(null);
  }

  @Inject
  Concerned(EntityManager em) {
    this.em = em;
  }

  /**
   * The organization that owns {@code collection/id}; of an organization that is to be deleted the
   * one above it, where the entry can be found afterwards.
   */
  @Transactional
  Optional<OrganizationId> by(String collection, String id, boolean deletesIt) {
    if (collection.equals("organizations")) {
      Optional<OrganizationId> named = OrganizationId.parse(id);
      return deletesIt ? named.flatMap(child -> first(PARENT, child.value())) : named;
    }
    Owner owner = OWNERS.get(collection);
    return owner == null
        ? Optional.empty()
        : Optional.ofNullable(owner.key().apply(id)).flatMap(key -> first(owner.query(), key));
  }

  private Optional<OrganizationId> first(String query, Object key) {
    List<?> rows = em.createNativeQuery(query).setParameter(1, key).getResultList();
    return rows.stream().findFirst().map(id -> new OrganizationId((UUID) id));
  }

  private static @Nullable Object number(String id) {
    return id.matches("[0-9]{1,18}") ? Long.valueOf(id) : null;
  }

  private static @Nullable Object user(String id) {
    return PrefixedId.parse("user_", id).orElse(null);
  }

  private record Owner(String query, Function<String, @Nullable Object> key) {}
}
