package io.herald.directory;

import io.herald.problems.Conflict;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Creates, changes and deletes users, and tells so. The first parameter is the tenant on whose
 * behalf it happens: what it does not reach is not found.
 */
@ApplicationScoped
@Transactional
public class UserService {

  private static final String LEAVE_GROUPS = "delete from membership where user_id = ?1";

  private final EntityManager em;
  private final Users users;
  private final Organizations organizations;
  private final Clock clock;
  private final Event<DirectoryEvent> events;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  UserService() { // for the CDI proxy
    this(null, null, null, null, null);
  }

  @Inject
  UserService(
      EntityManager em,
      Users users,
      Organizations organizations,
      Clock clock,
      Event<DirectoryEvent> events) {
    this.em = em;
    this.users = users;
    this.organizations = organizations;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Creates a user in the organization it names, or in the tenant.
   *
   * @throws Rejected where the tenant does not reach that one
   * @throws Conflict where no seat is left, or the username is taken
   */
  public UserView create(OrganizationId tenant, CreateUser command) {
    OrganizationId memberOf = command.organizationId() == null ? tenant : command.organizationId();
    Organization organization =
        organizations
            .lock(tenant, memberOf)
            .orElseThrow(
                () ->
                    new Rejected(
                        "/organizationId", "is not an organization that this token reaches"));
    if (!organization.hasSeatBeside(users.countIn(memberOf))) {
      throw new Conflict("The organization has no seat left.");
    }
    Instant now = clock.instant();
    UserId id = new UserId(UUID.randomUUID());
    User created = new User(id, memberOf, command.username(), command.email(), now);
    em.persist(created);
    flush();
    events.fire(new UserCreated(created.snapshot(organization.snapshot()), now));
    return created.view();
  }

  /**
   * Changes what the command names; what stays the same is no news.
   *
   * @throws Conflict where the username is taken
   */
  public UserView change(OrganizationId tenant, UserId id, ChangeUser command) {
    Instant now = clock.instant();
    User user = lock(tenant, id);
    if (user.change(command.username(), command.email(), now)) {
      flush();
      events.fire(new UserUpdated(snapshot(user), now));
    }
    return user.view();
  }

  /** Deletes a user, and its place in groups. */
  public void delete(OrganizationId tenant, UserId id) {
    User user = lock(tenant, id);
    UserDeleted deleted = new UserDeleted(snapshot(user), clock.instant());
    em.createNativeQuery(LEAVE_GROUPS).setParameter(1, id.value()).executeUpdate();
    em.remove(user);
    em.flush();
    events.fire(deleted);
  }

  /**
   * A user logged in.
   *
   * @throws Conflict where the user is disabled
   */
  public void logIn(OrganizationId tenant, UserId id) {
    User user = lock(tenant, id);
    if (user.disabled()) {
      throw new Conflict("The user is disabled.");
    }
    Instant now = clock.instant();
    if (user.logIn(now)) {
      em.flush();
      events.fire(new UserLoggedInFirst(snapshot(user), remainingSeats(user), now));
    }
  }

  /** The user may no longer log in. */
  public UserView disable(OrganizationId tenant, UserId id) {
    Instant now = clock.instant();
    User user = lock(tenant, id);
    return told(user, user.disable(now), UserDisabled::new, now);
  }

  /** The user may log in again. */
  public UserView enable(OrganizationId tenant, UserId id) {
    Instant now = clock.instant();
    User user = lock(tenant, id);
    return told(user, user.enable(now), UserEnabled::new, now);
  }

  private UserView told(
      User user,
      boolean changed,
      BiFunction<UserSnapshot, Instant, DirectoryEvent> event,
      Instant now) {
    if (changed) {
      em.flush();
      events.fire(event.apply(snapshot(user), now));
    }
    return user.view();
  }

  private User lock(OrganizationId tenant, UserId id) {
    return users.lock(tenant, id).orElseThrow(() -> Users.notFound(id));
  }

  private UserSnapshot snapshot(User user) {
    return user.snapshot(organizations.get(user.memberOf()).snapshot());
  }

  private @Nullable Integer remainingSeats(User user) {
    return organizations.get(user.memberOf()).seatsBeside(users.countIn(user.memberOf()));
  }

  private void flush() {
    try {
      em.flush();
    } catch (PersistenceException e) {
      if (BrokenConstraint.is("app_user_username_unique", e)) {
        throw new Conflict("The username is taken in this organization.");
      }
      throw e;
    }
  }
}
