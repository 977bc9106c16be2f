package io.herald.directory;

import io.herald.ids.LongIds;
import io.herald.problems.Conflict;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Creates and deletes groups, lets users join and leave, and tells who left. The first parameter is
 * the tenant on whose behalf it happens: what it does not reach is not found.
 */
@ApplicationScoped
@Transactional
public class GroupService {

  private final EntityManager em;
  private final Groups groups;
  private final Users users;
  private final Organizations organizations;
  private final LongIds ids;
  private final Clock clock;
  private final Event<DirectoryEvent> events;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  GroupService() { // for the CDI proxy
    this(null, null, null, null, null, null, null);
  }

  @Inject
  GroupService(
      EntityManager em,
      Groups groups,
      Users users,
      Organizations organizations,
      LongIds ids,
      Clock clock,
      Event<DirectoryEvent> events) {
    this.em = em;
    this.groups = groups;
    this.users = users;
    this.organizations = organizations;
    this.ids = ids;
    this.clock = clock;
    this.events = events;
  }

  /** Creates the group; nothing happens where there is one of that name. */
  public void create(OrganizationId tenant, OrganizationId organization, String name) {
    if (organizations.lock(tenant, organization).isEmpty()) {
      throw Organizations.notFound(organization);
    }
    if (groups.find(organization, name).isEmpty()) {
      em.persist(new Group(ids.next(), organization, name, clock.instant()));
    }
  }

  /** Deletes the group; its members leave it. */
  public void delete(OrganizationId tenant, OrganizationId organization, String name) {
    Organization of = find(tenant, organization);
    Group group = lock(organization, name);
    List<User> members =
        groups.members(group).stream().filter(user -> groups.leave(group, user)).toList();
    em.remove(group);
    em.flush();
    members.forEach(user -> tellLeft(user, of, name));
  }

  /**
   * The user joins; nothing happens to a member.
   *
   * @throws Conflict where the user is of another organization
   */
  public void join(OrganizationId tenant, OrganizationId organization, String name, UserId id) {
    find(tenant, organization);
    Group group = lock(organization, name);
    User user = users.lock(tenant, id).orElseThrow(() -> Users.notFound(id));
    if (!user.memberOf().equals(organization)) {
      throw new Conflict("The user belongs to another organization than the group.");
    }
    groups.join(group, user);
  }

  /**
   * The member leaves.
   *
   * @throws NotFound where the user is no member
   */
  public void leave(OrganizationId tenant, OrganizationId organization, String name, UserId id) {
    Organization of = find(tenant, organization);
    Group group = lock(organization, name);
    User user = users.lock(tenant, id).orElseThrow(() -> Users.notFound(id));
    if (!groups.leave(group, user)) {
      throw new NotFound("The user is not in the group.");
    }
    tellLeft(user, of, name);
  }

  private void tellLeft(User user, Organization of, String group) {
    events.fire(new UserRemovedFromGroup(user.snapshot(of.snapshot()), group, clock.instant()));
  }

  private Organization find(OrganizationId tenant, OrganizationId id) {
    return organizations.find(tenant, id).orElseThrow(() -> Organizations.notFound(id));
  }

  private Group lock(OrganizationId organization, String name) {
    return groups.lock(organization, name).orElseThrow(() -> Groups.notFound(name));
  }
}
