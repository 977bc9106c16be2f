package io.herald.directory;

import io.herald.ids.LongIds;
import io.herald.security.ApiTokens;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.security.TestAccess;
import io.herald.storage.Database;
import io.herald.testing.MapConfig;
import io.herald.testing.MutableClock;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.testing.ThreadBoundRegistry;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The directory over a real database, with a root organization, and what it tells. */
final class DirectoryFixture {

  final TestDatabase database;
  final MutableClock clock = MutableClock.atNoon();
  final RecordedEvents<DirectoryEvent> events = new RecordedEvents<>();
  final OrganizationTree tree;
  final CatalogRevision catalog;
  final Organizations organizations;
  final Users users;
  final Groups groups;
  final OrganizationService organizationService;
  final UserService userService;
  final GroupService groupService;
  final OrganizationId root;

  final RecordedEvents<OrganizationRenamed> renamed = new RecordedEvents<>();
  private final Departure departure;

  DirectoryFixture(Database kind) {
    database = TestDatabase.empty(kind);
    EntityManager em = database.entityManager();
    LongIds ids = new LongIds(clock);
    ids.useSlot(0, 0);
    ApiTokens tokens = TestAccess.tokens(em, ids, clock);
    tree = new OrganizationTree(em);
    catalog = new CatalogRevision(em, new ThreadBoundRegistry(em));
    organizations = new Organizations(em, tree);
    users = new Users(em, tree);
    groups = new Groups(em);
    departure = new Departure(em, tree, tokens, clock, events);
    organizationService =
        new OrganizationService(
            em, organizations, tree, departure, catalog, clock, events, renamed);
    userService = new UserService(em, users, organizations, clock, events);
    groupService = new GroupService(em, groups, users, organizations, ids, clock, events);
    root = database.transaction(() -> TestAccess.makeRoot(em, tokens, clock));
  }

  OrganizationMirror mirror() {
    DirectorySwitch off =
        new DirectorySwitch(MapConfig.settings(Map.of("herald.directory.enabled", "false")));
    return new OrganizationMirror(
        database.entityManager(), tree, organizations, departure, catalog, off, renamed);
  }

  OrganizationView organization(OrganizationId parent, String name) {
    return organization(parent, name, null);
  }

  OrganizationView organization(OrganizationId parent, String name, @Nullable Integer seats) {
    return in(() -> organizationService.create(parent, new CreateOrganization(name, null, seats)));
  }

  UserView user(OrganizationId memberOf, String username) {
    return in(
        () ->
            userService.create(
                memberOf, new CreateUser(username, username + "@example.org", null)));
  }

  <T> T in(Callable<T> work) {
    return database.transaction(work);
  }

  void run(Runnable work) {
    database.transaction(work);
  }

  /** What was told since the last time, by class name. */
  List<String> told() {
    List<String> names =
        events.fired().stream().map(event -> event.getClass().getSimpleName()).toList();
    events.clear();
    return names;
  }
}
