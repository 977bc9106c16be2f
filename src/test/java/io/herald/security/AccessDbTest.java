package io.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.ids.LongIds;
import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.problems.NotFound;
import io.herald.problems.Rejected;
import io.herald.settings.InvalidSetting;
import io.herald.storage.Database;
import io.herald.testing.MapConfig;
import io.herald.testing.MutableClock;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.testing.ThreadBoundRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class AccessDbTest {

  private final TestDatabase database;
  private final MutableClock clock = MutableClock.atNoon();
  private final RecordedEvents<TokensRevoked> revoked = new RecordedEvents<>();
  private final ApiTokens tokens;
  private final OrganizationTree tree;

  AccessDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    LongIds ids = new LongIds(clock);
    ids.useSlot(0, 0);
    tokens = new ApiTokens(database.entityManager(), ids, clock, revoked);
    tree = new OrganizationTree(database.entityManager());
  }

  @Test
  void theFirstStartMakesTheRootAndATokenOnceOnly() {
    Optional<BearerToken> made = start(Map.of("herald.root-organization", "Acme"));

    assertThat(made).isPresent();
    assertThat(tree.nameOf(tree.root())).contains("Acme");
    assertThat(use(made.get()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.organization()).isEqualTo(tree.root());
              assertThat(found.role()).isEqualTo(Role.ADMIN);
              assertThat(found.name()).isEqualTo("first administrator");
            });
    assertThat(start(Map.of())).isEmpty();
  }

  @Test
  void twoNodesThatStartAtOnceMakeOneRoot() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    List<Future<Optional<BearerToken>>> made =
        nodes.invokeAll(
            List.of(
                () -> start(Map.of("herald.root-organization", "One")),
                () -> start(Map.of("herald.root-organization", "Two"))));
    nodes.shutdown();

    assertThat(made.get(0).get().isPresent()).isNotEqualTo(made.get(1).get().isPresent());
    assertThat(organizations()).isEqualTo(1);
  }

  @Test
  void theConfiguredTokenIsGoodAlsoWhenItChanges() {
    assertThat(start(Map.of(FirstStart.ADMIN_TOKEN, "first-0123456789abcdef"))).isEmpty();
    start(Map.of(FirstStart.ADMIN_TOKEN, "second-0123456789abcdef"));
    start(Map.of(FirstStart.ADMIN_TOKEN, "second-0123456789abcdef"));

    assertThat(use(BearerToken.of("first-0123456789abcdef"))).isPresent();
    assertThat(use(BearerToken.of("second-0123456789abcdef"))).isPresent();
    assertThat(use(BearerToken.of("third-0123456789abcdef"))).isEmpty();
    assertThat(list(tree.root()).totalElements()).isEqualTo(2);
  }

  @Test
  void aShortConfiguredTokenStopsTheStartUnseen() {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> start(Map.of(FirstStart.ADMIN_TOKEN, "secret")))
        .withMessageNotContaining("\"secret\"");
  }

  @Nested
  class ATokenThatWasGivenOut {

    private final BearerToken token = BearerToken.random();
    private final ApiToken issued;

    ATokenThatWasGivenOut() {
      start(Map.of());
      issued =
          database.transaction(
              () -> tokens.issue(new Identity(tree.root(), Role.VIEWER, "v"), token));
    }

    @Test
    void standsForItsOrganizationAndRole() {
      assertThat(use(token))
          .contains(new Identity(tree.root(), Role.VIEWER, "v", null, "token/" + issued.id()));
      assertThat(use(BearerToken.random())).isEmpty();
    }

    @Test
    void tellsItsLastUseToTheMinute() {
      use(token);
      clock.advance(Duration.ofSeconds(59));
      use(token);
      assertThat(lastUse()).contains(clock.instant().minusSeconds(59));

      clock.advance(Duration.ofSeconds(2));
      use(token);
      assertThat(lastUse()).contains(clock.instant());
    }

    @Test
    void isNoLongerGoodOnceRevoked() {
      database.transaction(() -> tokens.revoke(issued.id(), organization -> true));

      assertThat(use(token)).isEmpty();
      assertThat(list(tree.root()).content()).extracting(ApiToken::id).doesNotContain(issued.id());
      assertThat(revoked.fired()).hasSize(1);
    }

    @Test
    void isAbsentForWhoDoesNotReachIt() {
      assertThatExceptionOfType(NotFound.class)
          .isThrownBy(
              () -> database.transaction(() -> tokens.revoke(issued.id(), organization -> false)));
      assertThat(use(token)).isPresent();
    }

    @Test
    void goesWithItsOrganization() {
      database.transaction(() -> tokens.deleteOf(tree.root()));
      assertThat(use(token)).isEmpty();
    }

    @Test
    void isRememberedUntilSomeTokenIsRevoked() {
      Authenticator authenticator =
          new Authenticator(
              tokens, clock, new WebTokens(MapConfig.settings(Map.of()), tree, clock));
      database.transaction(() -> assertThat(authenticator.identify(token.reveal())).isPresent());
      database.transaction(() -> tokens.revoke(issued.id(), organization -> true));
      assertThat(authenticator.identify(token.reveal())).isPresent();

      authenticator.forget(new TokensRevoked());
      assertThat(authenticator.identify(token.reveal())).isEmpty();
    }

    private Optional<Instant> lastUse() {
      return list(tree.root()).content().stream()
          .filter(found -> found.id() == issued.id())
          .findFirst()
          .flatMap(ApiToken::lastUsedAt);
    }
  }

  @Nested
  class APortalLink {

    private final BearerToken token = BearerToken.random();
    private final ApiToken issued;

    APortalLink() {
      start(Map.of());
      Instant end = clock.instant().plus(Duration.ofHours(1));
      Identity guest = new Identity(tree.root(), Role.PORTAL, "Jane", end);
      issued = database.transaction(() -> tokens.issue(guest, token));
    }

    @Test
    void endsByItself() {
      assertThat(use(token)).map(Identity::role).contains(Role.PORTAL);

      clock.advance(Duration.ofHours(1));

      assertThat(use(token)).isEmpty();
      assertThat(links()).isEmpty();
    }

    @Test
    void endsAlsoWhereItIsRemembered() {
      Authenticator authenticator =
          new Authenticator(
              tokens, clock, new WebTokens(MapConfig.settings(Map.of()), tree, clock));
      database.transaction(() -> assertThat(authenticator.identify(token.reveal())).isPresent());

      clock.advance(Duration.ofHours(1));

      assertThat(authenticator.identify(token.reveal())).isEmpty();
    }

    @Test
    void isListedAndRevokedApartFromTokens() {
      assertThat(links()).containsExactly(issued.id());
      assertThat(list(tree.root()).content()).extracting(ApiToken::id).doesNotContain(issued.id());
      assertThatExceptionOfType(NotFound.class)
          .isThrownBy(() -> database.transaction(() -> tokens.revoke(issued.id(), o -> true)));

      database.transaction(() -> tokens.revokePortalLink(issued.id(), o -> true));

      assertThat(use(token)).isEmpty();
      assertThat(links()).isEmpty();
    }

    @Test
    void reachesItsOrganizationAloneAndNothingBelow() {
      OrganizationId below = child(tree.root(), "below");
      Reach reach = new Reach(Caller.of(tree.root(), Role.PORTAL, "Jane"), tree);

      assertThat(reach.to(tree.root())).isTrue();
      assertThat(reach.to(below)).isFalse();
    }

    private List<Long> links() {
      return database
          .transaction(() -> tokens.portalLinks(tree.root(), PageRequest.of(0, 100)))
          .content()
          .stream()
          .map(ApiToken::id)
          .toList();
    }
  }

  @Test
  void noTokenForAnOrganizationThatIsGone() {
    Identity nobody = new Identity(new OrganizationId(UUID.randomUUID()), Role.ADMIN, "a");
    assertThatExceptionOfType(Rejected.class)
        .isThrownBy(() -> database.transaction(() -> tokens.issue(nobody, BearerToken.random())));
  }

  @Test
  void anOrganizationReachesItselfAndWhatIsBelow() {
    start(Map.of());
    OrganizationId a = child(tree.root(), "a");
    OrganizationId b = child(tree.root(), "b");
    OrganizationId a1 = child(a, "a1");

    assertThat(tree.pathOf(a1)).containsExactly(a1, a, tree.root());
    assertThat(tree.reaches(a, a1)).isTrue();
    assertThat(tree.reaches(a, a)).isTrue();
    assertThat(tree.reaches(a1, a)).isFalse();
    assertThat(tree.reaches(a, b)).isFalse();
    OrganizationId unknown = new OrganizationId(UUID.randomUUID());
    assertThat(tree.reaches(tree.root(), unknown)).isFalse();
    assertThat(tree.pathOf(unknown)).isEmpty();
    assertThat(tree.nameOf(unknown)).isEmpty();
  }

  @Test
  void aRevisionIsTakenOnce() {
    CatalogRevision revision =
        new CatalogRevision(
            database.entityManager(), new ThreadBoundRegistry(database.entityManager()));
    assertThat(database.transaction(revision::next)).isEqualTo(1);
    assertThat(database.transaction(revision::next)).isEqualTo(2);
    assertThat(database.transaction(revision::current)).isEqualTo(2);
  }

  private Optional<BearerToken> start(Map<String, String> settings) {
    return database.transaction(
        () ->
            new FirstStart(database.entityManager(), tokens, MapConfig.settings(settings), clock)
                .prepare());
  }

  private Optional<Identity> use(BearerToken token) {
    return database.transaction(() -> tokens.use(token));
  }

  private Page<ApiToken> list(OrganizationId organization) {
    return database.transaction(() -> tokens.list(organization, PageRequest.of(0, 100)));
  }

  private OrganizationId child(OrganizationId parent, String name) {
    OrganizationId id = new OrganizationId(UUID.randomUUID());
    database.transaction(
        () -> {
          database
              .entityManager()
              .createNativeQuery(
                  "insert into organization (id, parent_id, name, created_at, updated_at)"
                      + " values (?1, ?2, ?3, current_timestamp, current_timestamp)")
              .setParameter(1, id.value())
              .setParameter(2, parent.value())
              .setParameter(3, name)
              .executeUpdate();
        });
    return id;
  }

  private long organizations() {
    return ((Number)
            database
                .entityManager()
                .createNativeQuery("select count(*) from organization")
                .getSingleResult())
        .longValue();
  }
}
