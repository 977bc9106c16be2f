package io.herald.security;

import io.herald.problems.NotFound;
import io.herald.problems.Rejected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * How far the caller of the present request reaches: its organization and everything below; with a
 * portal link the organization alone. What is beyond does not exist for it.
 */
@ApplicationScoped
public class Reach {

  private final Caller caller;
  private final OrganizationTree tree;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Reach() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  public Reach(Caller caller, OrganizationTree tree) {
    this.caller = caller;
    this.tree = tree;
  }

  /** Whether the caller reaches {@code organization}; false for an unknown one. */
  public boolean to(OrganizationId organization) {
    return caller.role() == Role.PORTAL
        ? organization.equals(caller.organization())
        : tree.reaches(caller.organization(), organization);
  }

  /** Whether the caller stands above all organizations, those that are gone too. */
  public boolean everything() {
    return caller.role() != Role.PORTAL && caller.organization().equals(tree.root());
  }

  /**
   * The organization that a request names, or the caller's own where it names none.
   *
   * @param pointer to the field or parameter that names it
   * @throws Rejected where the caller does not reach it
   */
  public OrganizationId orOwn(@Nullable OrganizationId named, String pointer) {
    if (named == null) {
      return caller.organization();
    }
    if (!to(named)) {
      throw new Rejected(pointer, "is not an organization that this token reaches");
    }
    return named;
  }

  /**
   * The organization whose things are looked up: the one named, or the caller's own.
   *
   * @throws NotFound where the caller does not reach it
   */
  public OrganizationId lookup(@Nullable OrganizationId named) {
    if (named != null && !to(named)) {
      throw new NotFound("There is no organization " + named + ".");
    }
    return named == null ? caller.organization() : named;
  }
}
