package io.herald.directory;

import io.herald.security.ApiTokens;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** One organization goes, with everything that is in it; what is below it went before. */
@ApplicationScoped
class Departure {

  private static final String USERS =
      "select u from User u where u.organization = :organization order by u.id";

  private static final List<String> EMPTY_IT =
      List.of(
          "delete from membership where user_id in"
              + " (select id from app_user where organization_id = ?1)",
          "delete from user_group where organization_id = ?1",
          "delete from app_user where organization_id = ?1");

  private static final String REMOVE = "delete from organization where id = ?1";

  private final EntityManager em;
  private final OrganizationTree tree;
  private final ApiTokens tokens;
  private final Clock clock;
  private final Event<DirectoryEvent> events;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Departure() { // for the CDI proxy
    this(null, null, null, null, null);
  }

  @Inject
  Departure(
      EntityManager em,
      OrganizationTree tree,
      ApiTokens tokens,
      Clock clock,
      Event<DirectoryEvent> events) {
    this.em = em;
    this.tree = tree;
    this.tokens = tokens;
    this.clock = clock;
    this.events = events;
  }

  /** Removes it and tells of its users, then of itself. */
  void of(Organization organization) {
    Instant now = clock.instant();
    OrganizationSnapshot snapshot = organization.snapshot();
    em.createQuery(USERS, User.class)
        .setParameter("organization", organization.id().value())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .map(user -> new UserDeleted(user.snapshot(snapshot), now))
        .forEach(events::fire);
    events.fire(new OrganizationDeleted(snapshot, now));
    remove(organization.id());
  }

  /** Removes it without a word. */
  void remove(OrganizationId id) {
    tree.pathOf(id); // remembered: its last messages are matched when the row is gone
    EMPTY_IT.forEach(sql -> em.createNativeQuery(sql).setParameter(1, id.value()).executeUpdate());
    tokens.deleteOf(id);
    em.createNativeQuery(REMOVE).setParameter(1, id.value()).executeUpdate();
  }
}
