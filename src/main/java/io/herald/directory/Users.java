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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds users for a tenant. */
@ApplicationScoped
public class Users {

  private static final String COUNT =
      "select count(u) from User u where u.organization = :organization";

  private final EntityManager em;
  private final OrganizationTree tree;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Users() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  Users(EntityManager em, OrganizationTree tree) {
    this.em = em;
    this.tree = tree;
  }

  static NotFound notFound(UserId id) {
    return new NotFound("There is no user " + id + ".");
  }

  Optional<User> find(OrganizationId tenant, UserId id) {
    return Optional.ofNullable(em.find(User.class, id.value()))
        .filter(user -> tree.reaches(tenant, user.memberOf()));
  }

  /**
   * Found, and locked until the transaction ends, so that of two who change it at once the second
   * sees what the first did.
   */
  Optional<User> lock(OrganizationId tenant, UserId id) {
    return Optional.ofNullable(em.find(User.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
        .filter(user -> tree.reaches(tenant, user.memberOf()));
  }

  long countIn(OrganizationId organization) {
    return em.createQuery(COUNT, Long.class)
        .setParameter("organization", organization.value())
        .getSingleResult();
  }

  Page<User> list(
      OrganizationId tenant,
      @Nullable OrganizationId memberOf,
      @Nullable String username,
      @Nullable String email,
      PageRequest page) {
    return Listing.ofUsers(tenant)
        .where("organization_id", memberOf == null ? null : memberOf.value())
        .like("username", username)
        .like("email", email)
        .page(em, "username", page);
  }
}
