package io.herald.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.json.Change;
import io.herald.json.PageRequest;
import io.herald.problems.Conflict;
import io.herald.problems.NotFound;
import io.herald.problems.Problem;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class DirectoryDbTest {

  private final DirectoryFixture f;
  private final OrganizationId a;

  DirectoryDbTest(Database kind) {
    f = new DirectoryFixture(kind);
    a = f.organization(f.root, "a").id();
    f.events.clear();
  }

  @Test
  void createsBelowTheTenantOrTheOneItNames() {
    OrganizationView a1 = f.organization(a, "a1", 3);
    OrganizationView a2 =
        f.in(() -> f.organizationService.create(f.root, new CreateOrganization("a2", a, null)));

    assertThat(a1.parentId()).isEqualTo(a);
    assertThat(a1.seats()).isEqualTo(3);
    assertThat(a2.parentId()).isEqualTo(a);
    assertThat(f.events.fired().get(0))
        .isEqualTo(
            new OrganizationCreated(new OrganizationSnapshot(a1.id(), "a1"), a, f.clock.instant()));
    assertThat(f.in(() -> f.organizations.find(a, a1.id())).map(Organization::view)).contains(a1);
  }

  @Test
  void namesAnUnreachableOrganizationAsTheFieldAtFault() {
    OrganizationId b = f.organization(f.root, "b").id();
    for (OrganizationId other : List.of(b, f.root, new OrganizationId(UUID.randomUUID()))) {
      assertThatExceptionOfType(Rejected.class)
          .isThrownBy(
              () ->
                  f.in(() -> f.userService.create(a, new CreateUser("u", "u@example.org", other))))
          .satisfies(e -> assertThat(e.errors().get(0).pointer()).isEqualTo("/organizationId"));
      assertThatExceptionOfType(Rejected.class)
          .isThrownBy(
              () ->
                  f.in(
                      () ->
                          f.organizationService.create(
                              a, new CreateOrganization("x", other, null))))
          .satisfies(e -> assertThat(e.errors().get(0).pointer()).isEqualTo("/parentId"));
    }
  }

  @Test
  void anotherTenantsThingsAreNotFound() {
    OrganizationId b = f.organization(f.root, "b").id();
    UserId user = f.user(b, "u").id();
    f.run(() -> f.groupService.create(b, b, "g"));

    assertThat(f.in(() -> f.organizations.find(a, b))).isEmpty();
    assertThat(f.in(() -> f.users.find(a, user))).isEmpty();
    for (Runnable attempt :
        List.<Runnable>of(
            () -> f.organizationService.delete(a, b),
            () -> f.organizationService.change(a, b, rename("x")),
            () -> f.userService.delete(a, user),
            () -> f.userService.disable(a, user),
            () -> f.userService.enable(a, user),
            () -> f.userService.logIn(a, user),
            () -> f.userService.change(a, user, new ChangeUser(Change.to("x"), Change.none())),
            () -> f.groupService.create(a, b, "h"),
            () -> f.groupService.delete(a, b, "g"),
            () -> f.groupService.join(a, b, "g", user),
            () -> f.groupService.leave(a, b, "g", user))) {
      assertThatExceptionOfType(NotFound.class).isThrownBy(() -> f.run(attempt));
    }
  }

  @Test
  void aTakenNameIsAConflict() {
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> f.organization(f.root, "a"));
    OrganizationId b = f.organization(f.root, "b").id();
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> f.in(() -> f.organizationService.change(f.root, b, rename("a"))));

    UserId user = f.user(a, "u").id();
    f.user(a, "v");
    f.user(b, "u");
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> f.user(a, "u"));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(
            () ->
                f.in(
                    () ->
                        f.userService.change(
                            a, user, new ChangeUser(Change.to("v"), Change.none()))));
  }

  @Test
  void onlyAChangeIsNews() {
    f.clock.advance(Duration.ofSeconds(1));

    OrganizationView same = f.in(() -> f.organizationService.change(a, a, rename("a")));
    assertThat(f.told()).isEmpty();
    assertThat(same.updatedAt()).isNotEqualTo(f.clock.instant());

    OrganizationView seats =
        f.in(
            () ->
                f.organizationService.change(
                    a, a, new ChangeOrganization(Change.none(), Change.to(5))));
    assertThat(f.told()).containsExactly("OrganizationUpdated");
    assertThat(seats.updatedAt()).isEqualTo(f.clock.instant());
    assertThat(f.renamed.fired()).isEmpty();

    f.in(() -> f.organizationService.change(a, a, rename("renamed")));
    assertThat(f.told()).containsExactly("OrganizationUpdated");
    assertThat(f.renamed.fired()).containsExactly(new OrganizationRenamed(a));
  }

  @Test
  void aUserIsDisabledAndEnabledOnce() {
    UserId user = f.user(a, "u").id();
    f.told();

    assertThat(f.in(() -> f.userService.disable(a, user)).disabled()).isTrue();
    f.in(() -> f.userService.disable(a, user));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> f.run(() -> f.userService.logIn(a, user)));
    f.in(() -> f.userService.enable(a, user));
    assertThat(f.in(() -> f.userService.enable(a, user)).disabled()).isFalse();

    assertThat(f.told()).containsExactly("UserDisabled", "UserEnabled");
  }

  @Test
  void onlyTheFirstLoginIsNewsAndTellsTheSeatsLeft() {
    OrganizationId seated = f.organization(a, "seated", 3).id();
    UserView user = f.user(seated, "u");
    UserId unlimited = f.user(a, "u").id();
    f.events.clear();

    f.run(() -> f.userService.logIn(f.root, user.id()));
    f.run(() -> f.userService.logIn(f.root, user.id()));
    f.run(() -> f.userService.logIn(f.root, unlimited));

    assertThat(f.events.fired()).hasSize(2);
    UserSnapshot snapshot =
        new UserSnapshot(
            user.id(), "u", "u@example.org", new OrganizationSnapshot(seated, "seated"));
    assertThat(f.events.fired().get(0))
        .isEqualTo(new UserLoggedInFirst(snapshot, 2, f.clock.instant()));
    assertThat(((UserLoggedInFirst) f.events.fired().get(1)).remainingSeats()).isNull();
  }

  @Test
  void seatsRunOutAlsoUnderARush() throws Exception {
    OrganizationId seated = f.organization(a, "seated", 3).id();
    List<Callable<UserView>> rush = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String username = "u" + i;
      rush.add(() -> f.user(seated, username));
    }

    List<Throwable> refusals = atOnce(rush);

    assertThat(refusals).hasSize(5).allMatch(Conflict.class::isInstance);
    assertThat(f.in(() -> f.users.countIn(seated))).isEqualTo(3);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(
            () ->
                f.in(
                    () ->
                        f.organizationService.change(
                            a, seated, new ChangeOrganization(Change.none(), Change.to(2)))));
    f.in(
        () ->
            f.organizationService.change(
                a, seated, new ChangeOrganization(Change.none(), Change.to(null))));
    f.user(seated, "one more");
  }

  @Test
  void oneOfManyGetsTheNameUnderARush() throws Exception {
    List<Callable<Object>> rush = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rush.add(() -> f.organization(f.root, "wanted"));
      rush.add(() -> f.user(a, "wanted"));
    }

    assertThat(atOnce(rush)).hasSize(6).allMatch(Conflict.class::isInstance);
  }

  @Test
  void oneOfManyFirstLoginsAndDisablingsIsNews() throws Exception {
    UserId user = f.user(a, "u").id();
    f.told();
    List<Callable<Object>> rush = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rush.add(
          () -> {
            f.run(() -> f.userService.logIn(a, user));
            return true;
          });
    }
    assertThat(atOnce(rush)).isEmpty();
    assertThat(f.told()).containsExactly("UserLoggedInFirst");
  }

  @Test
  void nobodyIsLeftBehindWhenAnOrganizationGoesDuringCreations() throws Exception {
    for (int round = 0; round < 10; round++) {
      OrganizationId going = f.organization(a, "going " + round).id();
      String username = "u" + round;
      List<Throwable> refusals =
          atOnce(
              List.of(
                  () -> {
                    f.run(() -> f.organizationService.delete(f.root, going));
                    return true;
                  },
                  () ->
                      f.in(
                          () ->
                              f.userService.create(
                                  f.root, new CreateUser(username, "u@example.org", going))),
                  () ->
                      f.in(
                          () ->
                              f.organizationService.create(
                                  f.root, new CreateOrganization("below " + username, going, 1))),
                  () -> {
                    f.run(() -> f.groupService.create(f.root, going, "g"));
                    return true;
                  }));

      assertThat(refusals).allMatch(e -> e instanceof Rejected || e instanceof NotFound);
      assertThat(f.in(() -> f.users.countIn(going))).isZero();
      assertThat(f.in(() -> f.organizations.list(f.root, going, null, page())).totalElements())
          .isZero();
    }
  }

  @Test
  void deletingAnOrganizationTellsOfAllThatGoesItselfLast() {
    OrganizationId a1 = f.organization(a, "a1").id();
    UserId inA = f.user(a, "u").id();
    UserId inA1 = f.user(a1, "v").id();
    f.run(() -> f.groupService.create(a, a, "g"));
    f.run(() -> f.groupService.join(a, a, "g", inA));
    long before = f.in(f.catalog::current);
    f.events.clear();

    f.run(() -> f.organizationService.delete(f.root, a));

    assertThat(f.events.fired())
        .extracting(
            event ->
                event instanceof UserDeleted deleted
                    ? deleted.user().id().toString()
                    : ((OrganizationDeleted) event).organization().id().toString())
        .containsExactly(inA1.toString(), a1.toString(), inA.toString(), a.toString());
    assertThat(f.in(() -> f.organizations.find(f.root, a1))).isEmpty();
    assertThat(f.in(() -> f.users.find(f.root, inA))).isEmpty();
    assertThat(f.in(f.catalog::current)).isEqualTo(before + 1);
  }

  @Test
  void theRootAndTheTenantItselfStay() {
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> f.run(() -> f.organizationService.delete(f.root, f.root)));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> f.run(() -> f.organizationService.delete(a, a)));
  }

  @Test
  void whoLeavesAGroupIsNews() {
    UserId u = f.user(a, "u").id();
    UserId v = f.user(a, "v").id();
    f.run(() -> f.groupService.create(a, a, "g"));
    f.run(() -> f.groupService.create(a, a, "g"));
    for (UserId id : List.of(u, v, u)) {
      f.run(() -> f.groupService.join(a, a, "g", id));
    }
    assertThat(f.in(() -> f.groups.list(a)))
        .containsExactly(new GroupView("g", 2, f.clock.instant()));
    f.events.clear();

    f.run(() -> f.groupService.leave(a, a, "g", u));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> f.run(() -> f.groupService.leave(a, a, "g", u)));
    f.run(() -> f.groupService.delete(a, a, "g"));

    assertThat(f.events.fired())
        .extracting(event -> ((UserRemovedFromGroup) event).user().username())
        .containsExactly("u", "v");
    assertThat(f.in(() -> f.groups.list(a))).isEmpty();
  }

  @Test
  void aGroupTakesOnlyUsersOfItsOrganization() {
    OrganizationId a1 = f.organization(a, "a1").id();
    UserId below = f.user(a1, "u").id();
    f.run(() -> f.groupService.create(a, a, "g"));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> f.run(() -> f.groupService.join(a, a, "g", below)));
  }

  @Test
  void aMemberCanBeDeleted() {
    UserId u = f.user(a, "u").id();
    f.run(() -> f.groupService.create(a, a, "g"));
    f.run(() -> f.groupService.join(a, a, "g", u));
    f.told();

    f.run(() -> f.userService.delete(a, u));

    assertThat(f.told()).containsExactly("UserDeleted");
    assertThat(f.in(() -> f.groups.list(a))).extracting(GroupView::memberCount).containsExactly(0L);
  }

  @Test
  void listsWhatTheTenantReachesPageByPage() {
    OrganizationId a1 = f.organization(a, "a1").id();
    f.organization(f.root, "b");
    f.user(a, "zoe");
    f.user(a1, "amy");
    f.user(f.root, "root user");

    var organizations = f.in(() -> f.organizations.list(a, null, null, page()));
    assertThat(organizations.content()).extracting(Organization::name).containsExactly("a", "a1");
    assertThat(organizations.totalElements()).isEqualTo(2);

    var users = f.in(() -> f.users.list(a, null, null, null, PageRequest.of(1, 1)));
    assertThat(users.content()).extracting(user -> user.view().username()).containsExactly("zoe");
    assertThat(users.totalPages()).isEqualTo(2);

    var filtered = f.in(() -> f.users.list(a, a1, "a*", "amy@example.org", page()));
    assertThat(filtered.totalElements()).isEqualTo(1);
    assertThat(f.in(() -> f.users.list(a, null, "%", null, page())).totalElements()).isZero();
    assertThat(f.in(() -> f.organizations.list(a, a, "a_", page())).totalElements()).isZero();
    assertThat(f.in(() -> f.organizations.list(a, a, "a1", page())).totalElements()).isEqualTo(1);
  }

  /** Runs all at the same time. */
  private static List<Throwable> atOnce(List<? extends Callable<?>> rush) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(rush.size());
    List<Future<?>> all = new ArrayList<>();
    rush.forEach(call -> all.add(threads.submit(call)));
    List<Throwable> refusals = new ArrayList<>();
    for (Future<?> each : all) {
      try {
        each.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof Problem)) {
          throw e;
        }
        refusals.add(e.getCause());
      }
    }
    threads.shutdown();
    return refusals;
  }

  private static ChangeOrganization rename(String name) {
    return new ChangeOrganization(Change.to(name), Change.none());
  }

  private static PageRequest page() {
    return PageRequest.of(0, 20);
  }
}
