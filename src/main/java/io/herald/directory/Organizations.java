package io.herald.directory;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds organizations for a tenant. Whoever adds something to an organization locks it first, and
 * so does whoever deletes it: nothing is added to what is going.
 */
@ApplicationScoped
public class Organizations {

  private static final String CHILDREN =
      "select o.id from Organization o where o.parent = :parent order by o.id";

  private final EntityManager em;
  private final OrganizationTree tree;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Organizations() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  Organizations(EntityManager em, OrganizationTree tree) {
    this.em = em;
    this.tree = tree;
  }

  static NotFound notFound(OrganizationId id) {
    return new NotFound("There is no organization " + id + ".");
  }

  Optional<Organization> find(OrganizationId tenant, OrganizationId id) {
    return tree.reaches(tenant, id)
        ? Optional.ofNullable(em.find(Organization.class, id.value()))
        : Optional.empty();
  }

  /** Found, and locked until the transaction ends. */
  Optional<Organization> lock(OrganizationId tenant, OrganizationId id) {
    return tree.reaches(tenant, id) ? lock(id) : Optional.empty();
  }

  private Optional<Organization> lock(OrganizationId id) {
    return Optional.ofNullable(
        em.find(Organization.class, id.value(), LockModeType.PESSIMISTIC_WRITE));
  }

  /** One that is known to exist. */
  Organization get(OrganizationId id) {
    return Optional.ofNullable(em.find(Organization.class, id.value()))
        .orElseThrow(() -> notFound(id));
  }

  Page<Organization> list(
      OrganizationId tenant,
      @Nullable OrganizationId parent,
      @Nullable String name,
      PageRequest page) {
    return Listing.ofOrganizations(tenant)
        .where("parent_id", parent == null ? null : parent.value())
        .like("name", name)
        .page(em, "name", page);
  }

  /**
   * Locks the organization and everything below it, from above to below.
   *
   * @return from below to above: each one after its children
   */
  List<Organization> lockSubtree(Organization top) {
    List<Organization> subtree = new ArrayList<>();
    for (UUID child :
        em.createQuery(CHILDREN, UUID.class)
            .setParameter("parent", top.id().value())
            .getResultList()) {
      lock(new OrganizationId(child)).ifPresent(locked -> subtree.addAll(lockSubtree(locked)));
    }
    subtree.add(top);
    return subtree;
  }
}
