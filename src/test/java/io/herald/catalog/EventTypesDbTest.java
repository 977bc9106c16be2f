package io.herald.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.herald.ids.LongIds;
import io.herald.json.Change;
import io.herald.json.PageRequest;
import io.herald.messages.CustomEvent;
import io.herald.messages.EventType;
import io.herald.problems.Conflict;
import io.herald.problems.FieldError;
import io.herald.problems.Forbidden;
import io.herald.problems.NotFound;
import io.herald.problems.Rejected;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.storage.Database;
import io.herald.testing.MapConfig;
import io.herald.testing.MutableClock;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.testing.ThreadBoundRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class EventTypesDbTest {

  private static final String AMOUNT =
      "{\"required\":[\"amount\"],\"properties\":{\"amount\":{\"type\":\"number\"}}}";

  private final TestDatabase database;
  private final MutableClock clock = MutableClock.atNoon();
  private final CatalogRevision revision;
  private final OrganizationTree tree;
  private final TypeStore store;
  private final RecordedEvents<EventTypesChanged> changes = new RecordedEvents<>();
  private final RegisteredTypes types;
  private final PayloadRules here;
  private final PayloadRules elsewhere;
  private final OrganizationId root = new OrganizationId(new UUID(0, 1));
  private final OrganizationId child = new OrganizationId(new UUID(0, 2));
  private final OrganizationId sibling = new OrganizationId(new UUID(0, 3));

  EventTypesDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    var entityManager = database.entityManager();
    revision = new CatalogRevision(entityManager, new ThreadBoundRegistry(entityManager));
    tree = new OrganizationTree(entityManager);
    store = new TypeStore(entityManager);
    LongIds ids = new LongIds(Clock.systemUTC());
    ids.useSlot(1, 0);
    types = new RegisteredTypes(store, tree, revision, changes, ids, clock);
    here = rules(false);
    elsewhere = rules(false);
    organization(root, null);
    organization(child, root);
    organization(sibling, root);
  }

  @Test
  void aTypeIsSeenByItsOwnerAndBelowIt() {
    register(child, "order.paid", null, null);

    assertThat(find(child, "order.paid")).isNotNull();
    assertThat(find(root, "order.paid")).isNull();
    assertThat(find(sibling, "order.paid")).isNull();
    register(root, "order.lost", null, null);
    assertThat(Objects.requireNonNull(find(sibling, "order.lost")).organizationId())
        .isEqualTo(root);
  }

  @Test
  void ofSeveralWithOneNameTheNearestIsSeen() {
    register(root, "order.paid", null, null);
    register(child, "order.paid", null, null);

    assertThat(Objects.requireNonNull(find(child, "order.paid")).organizationId()).isEqualTo(child);
    assertThat(Objects.requireNonNull(find(sibling, "order.paid")).organizationId())
        .isEqualTo(root);
    assertThat(list(child, false, 100))
        .filteredOn(type -> type.name().equals("order.paid"))
        .extracting(EventTypeView::organizationId)
        .containsExactly(child);
  }

  @Test
  void theListHasTheBuiltInOnesAndIsByName() {
    register(root, "a.first", null, null);
    register(root, "zz.last", null, null);

    assertThat(list(child, false, 100))
        .extracting(EventTypeView::name)
        .isSorted()
        .contains("a.first", "ping", "sync.user", "zz.last");
    assertThat(list(child, false, 2)).hasSize(2);
  }

  @Test
  void archivedOnesAreListedWhenAskedFor() {
    register(root, "order.paid", null, null);
    change(root, "order.paid", archived(true));

    assertThat(list(root, false, 100)).extracting(EventTypeView::name).doesNotContain("order.paid");
    assertThat(list(root, true, 100)).extracting(EventTypeView::name).contains("order.paid");
  }

  @Test
  void onlyTheOwnerChangesIt() {
    register(root, "order.paid", null, null);

    assertThatExceptionOfType(Forbidden.class)
        .isThrownBy(() -> change(child, "order.paid", archived(true)));
    assertThatExceptionOfType(Forbidden.class)
        .isThrownBy(() -> change(root, "sync.user", archived(true)));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> change(root, "order.absent", archived(true)));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> database.transaction(() -> types.delete(sibling, "order.absent")));
  }

  @Test
  void aNameIsTakenOnce() {
    register(root, "order.paid", null, null);

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> register(root, "order.paid", null, null));
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> register(root, "ping", null, null));
  }

  @Test
  void aDeletedOneIsGoneAndItsNameIsFree() {
    EventTypeView first = register(root, "order.paid", AMOUNT, null);
    database.transaction(() -> types.delete(root, "order.paid"));
    clock.advance(Duration.ofMinutes(1));

    assertThat(find(root, "order.paid")).isNull();
    EventTypeView second = register(root, "order.paid", null, null);
    assertThat(second.schema()).isNull();
    assertThat(second.createdAt()).isAfter(first.createdAt());
  }

  @Test
  void theExampleMustSatisfyTheSchema() {
    assertThat(pointers(() -> register(root, "order.paid", AMOUNT, "{\"amount\":\"x\"}")))
        .containsExactly("/example/amount");
    register(root, "order.paid", AMOUNT, "{\"amount\":1}");
    ChangeEventType narrower =
        new ChangeEventType(
            Change.none(),
            Change.to(StoredJson.object("{\"required\":[\"amount\",\"currency\"]}")),
            Change.none(),
            Change.none(),
            Change.none());
    assertThat(pointers(() -> change(root, "order.paid", narrower))).containsExactly("/example");
  }

  @Nested
  class AnEvent {

    @Test
    void isCheckedAgainstEverySchemaOnTheWayUp() {
      register(root, "order.paid", AMOUNT, null);
      register(child, "order.paid", "{\"required\":[\"currency\"]}", null);

      assertThat(pointers(() -> check(here, child, "order.paid", "{\"amount\":\"x\"}")))
          .containsExactlyInAnyOrder("/data/amount", "/data");
      assertThat(pointers(() -> check(here, sibling, "order.paid", "{}"))).containsExactly("/data");
      check(here, child, "order.paid", "{\"amount\":1,\"currency\":\"EUR\"}");
      check(here, sibling, "order.other", "{}");
    }

    @Test
    void ofAnArchivedTypeIsRefused() {
      register(root, "order.paid", null, null);
      check(here, root, "order.paid", "{}");

      change(root, "order.paid", archived(true));

      assertThat(pointers(() -> check(here, root, "order.paid", "{}"))).containsExactly("/type");
    }

    @Test
    void isFreeAgainWhenItsTypeIsDeleted() {
      register(root, "order.paid", AMOUNT, null);
      assertThat(pointers(() -> check(here, root, "order.paid", "{}"))).containsExactly("/data");

      database.transaction(() -> types.delete(root, "order.paid"));

      check(here, root, "order.paid", "{}");
      check(elsewhere, root, "order.paid", "{}");
    }

    @Test
    void onAnotherNodeMeetsANewRuleWithinASecond() {
      check(elsewhere, root, "order.paid", "{}");
      register(root, "order.paid", AMOUNT, null);

      clock.advance(Duration.ofSeconds(1));

      assertThat(pointers(() -> check(elsewhere, root, "order.paid", "{}")))
          .containsExactly("/data");
    }

    @Test
    void isNeverRefusedByAnOutdatedRule() {
      register(root, "order.paid", AMOUNT, null);
      assertThat(pointers(() -> check(elsewhere, root, "order.paid", "{}"))).isNotEmpty();

      database.transaction(() -> types.delete(root, "order.paid"));

      check(elsewhere, root, "order.paid", "{}"); // within the same second
    }

    @Test
    void ofAnUnregisteredTypeIsRefusedWhereTheSettingSaysSo() {
      PayloadRules strict = rules(true);
      register(child, "order.paid", null, null);

      check(strict, child, "order.paid", "{}");
      assertThat(pointers(() -> check(strict, sibling, "order.paid", "{}")))
          .containsExactly("/type");
      assertThatCode(() -> check(here, sibling, "order.paid", "{}")).doesNotThrowAnyException();
    }
  }

  @Test
  void aChangeThatIsRolledBackIsNoRule() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                database.transaction(
                    (Runnable)
                        () -> {
                          types.register(root, command("order.paid", AMOUNT, null));
                          throw new IllegalStateException("rolled back");
                        }));

    check(here, root, "order.paid", "{}");
    check(rules(false), root, "order.paid", "{}");
  }

  private PayloadRules rules(boolean registeredOnly) {
    return new PayloadRules(
        store,
        revision,
        tree,
        clock,
        MapConfig.settings(
            Map.of("herald.events.registered-only", String.valueOf(registeredOnly))));
  }

  private void organization(OrganizationId id, @Nullable OrganizationId parent) {
    database.sql(
        "insert into organization (id, parent_id, name, created_at, updated_at) values ('%s', %s, '%s', current_timestamp, current_timestamp)"
            .formatted(id.value(), parent == null ? "null" : "'" + parent.value() + "'", id));
  }

  private static RegisterEventType command(
      String name, @Nullable String schema, @Nullable String example) {
    return new RegisterEventType(
        new EventType(name),
        null,
        StoredJson.object(schema),
        StoredJson.object(example),
        null,
        null,
        null);
  }

  private EventTypeView register(
      OrganizationId owner, String name, @Nullable String schema, @Nullable String example) {
    EventTypeView view =
        database.transaction(() -> types.register(owner, command(name, schema, example)));
    here.on(changes.fired().get(changes.fired().size() - 1)); // as after the commit
    return view;
  }

  private void change(OrganizationId owner, String name, ChangeEventType command) {
    database.transaction(() -> types.change(owner, name, command));
    here.on(changes.fired().get(changes.fired().size() - 1));
  }

  private static ChangeEventType archived(boolean archived) {
    return new ChangeEventType(
        Change.none(), Change.none(), Change.none(), Change.none(), Change.to(archived));
  }

  private @Nullable EventTypeView find(OrganizationId organization, String name) {
    return database.transaction(() -> types.find(organization, name)).orElse(null);
  }

  private List<EventTypeView> list(OrganizationId organization, boolean archived, int size) {
    return database
        .transaction(() -> types.list(organization, archived, PageRequest.of(0, size)))
        .content();
  }

  private void check(PayloadRules rules, OrganizationId about, String type, String data) {
    CustomEvent event =
        new CustomEvent(
            new EventType(type), about, Objects.requireNonNull(StoredJson.object(data)));
    database.transaction(() -> rules.check(event));
  }

  private static List<String> pointers(Runnable work) {
    Rejected refusal = catchThrowableOfType(Rejected.class, work::run);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.errors().stream().map(FieldError::pointer).toList();
  }
}
