package io.herald.directory;

import io.herald.problems.Conflict;
import io.herald.problems.Rejected;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.storage.BrokenConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Creates, changes and deletes organizations, and tells so. The first parameter is the tenant on
 * whose behalf it happens: what it does not reach is not found.
 */
@ApplicationScoped
@Transactional
public class OrganizationService {

  /** A webhook hears of everything below its owner, so each level costs every message. */
  private static final int MOST_LEVELS = 64;

  private static final String USERS = "select count(u) from User u where u.organization = :id";

  private final EntityManager em;
  private final Organizations organizations;
  private final OrganizationTree tree;
  private final Departure departure;
  private final CatalogRevision catalog;
  private final Clock clock;
  private final Event<DirectoryEvent> events;
  private final Event<OrganizationRenamed> renamed;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  OrganizationService() { // for the CDI proxy
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  OrganizationService(
      EntityManager em,
      Organizations organizations,
      OrganizationTree tree,
      Departure departure,
      CatalogRevision catalog,
      Clock clock,
      Event<DirectoryEvent> events,
      Event<OrganizationRenamed> renamed) {
    this.em = em;
    this.organizations = organizations;
    this.tree = tree;
    this.departure = departure;
    this.catalog = catalog;
    this.clock = clock;
    this.events = events;
    this.renamed = renamed;
  }

  /**
   * Creates an organization below the one it names, or below the tenant.
   *
   * @throws Rejected where the tenant does not reach that one
   * @throws Conflict where the name is taken
   */
  public OrganizationView create(OrganizationId tenant, CreateOrganization command) {
    OrganizationId parent = command.parentId() == null ? tenant : command.parentId();
    if (organizations.lock(tenant, parent).isEmpty()) {
      throw new Rejected("/parentId", "is not an organization that this token reaches");
    }
    if (tree.pathOf(parent).size() >= MOST_LEVELS) {
      throw new Conflict("Organizations nest at most " + MOST_LEVELS + " levels.");
    }
    Instant now = clock.instant();
    Organization created =
        new Organization(
            new OrganizationId(UUID.randomUUID()), parent, command.name(), command.seats(), now);
    em.persist(created);
    flush(command.name());
    events.fire(new OrganizationCreated(created.snapshot(), parent, now));
    return created.view();
  }

  /**
   * Changes what the command names; what stays the same is no news.
   *
   * @throws Conflict where the name is taken, or there are more users than seats
   */
  public OrganizationView change(
      OrganizationId tenant, OrganizationId id, ChangeOrganization command) {
    Organization organization =
        organizations.lock(tenant, id).orElseThrow(() -> Organizations.notFound(id));
    Integer seats = command.seats().value();
    if (seats != null && seats < users(id)) {
      throw new Conflict("The organization has more users than that many seats.");
    }
    String nameBefore = organization.name();
    Instant now = clock.instant();
    if (organization.change(command.name(), command.seats(), now)) {
      flush(organization.name());
      if (!organization.name().equals(nameBefore)) {
        renamed.fire(new OrganizationRenamed(id));
      }
      events.fire(new OrganizationUpdated(organization.snapshot(), now));
    }
    return organization.view();
  }

  /**
   * Deletes an organization, all below it, their users, groups and tokens; tells of every user and
   * organization that goes, of this one last.
   *
   * @throws Conflict for the root, and for the tenant itself
   */
  public void delete(OrganizationId tenant, OrganizationId id) {
    Organization top = organizations.lock(tenant, id).orElseThrow(() -> Organizations.notFound(id));
    if (top.parent().isEmpty()) {
      throw new Conflict("The root organization can't be deleted.");
    }
    if (id.equals(tenant)) {
      throw new Conflict("A token can't delete its own organization.");
    }
    organizations.lockSubtree(top).forEach(departure::of);
    catalog.next();
  }

  private long users(OrganizationId id) {
    return em.createQuery(USERS, Long.class).setParameter("id", id.value()).getSingleResult();
  }

  private void flush(String name) {
    try {
      em.flush();
    } catch (PersistenceException e) {
      if (BrokenConstraint.is("organization_name_unique", e)) {
        throw new Conflict("The name \"" + name + "\" is taken.");
      }
      throw e;
    }
  }
}
