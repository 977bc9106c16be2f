package io.herald.catalog;

import io.herald.ids.LongIds;
import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.problems.Conflict;
import io.herald.problems.FieldError;
import io.herald.problems.Forbidden;
import io.herald.problems.NotFound;
import io.herald.problems.Rejected;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as an organization sees it: built-in types, its own, and those of the organizations
 * above; of several with one name the nearest. An organization changes only its own.
 */
@ApplicationScoped
@Transactional
public class RegisteredTypes {

  private static final int MAX_PER_ORGANIZATION = 5_000;

  /** Characters of a schema or an example: what its column holds. */
  private static final int MAX_JSON = 65_536;

  private final TypeStore store;
  private final OrganizationTree tree;
  private final CatalogRevision revision;
  private final Event<EventTypesChanged> changed;
  private final LongIds ids;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  RegisteredTypes() { // for the CDI proxy
    this.store = null;
    this.tree = null;
    this.revision = null;
    this.changed = null;
    this.ids = null;
    this.clock = null;
  }

  @Inject
  RegisteredTypes(
      TypeStore store,
      OrganizationTree tree,
      CatalogRevision revision,
      Event<EventTypesChanged> changed,
      LongIds ids,
      Clock clock) {
    this.store = store;
    this.tree = tree;
    this.revision = revision;
    this.changed = changed;
    this.ids = ids;
    this.clock = clock;
  }

  /** The type that {@code organization} sees under this name. */
  public Optional<EventTypeView> find(OrganizationId organization, String name) {
    return BuiltInTypes.find(name)
        .or(
            () ->
                tree.pathOf(organization).stream()
                    .flatMap(owner -> present(owner, name).stream())
                    .findFirst()
                    .map(CustomType::view));
  }

  /** What {@code organization} sees, by name. */
  Page<EventTypeView> list(
      OrganizationId organization, boolean alsoArchived, PageRequest pageRequest) {
    List<OrganizationId> path = tree.pathOf(organization);
    Map<String, Optional<TypeStore.Entry>> byName = new TreeMap<>();
    for (TypeStore.Entry entry : store.entries(path, alsoArchived)) {
      byName.merge(
          entry.name(),
          Optional.of(entry),
          (one, other) -> nearer(path, one.orElseThrow(), other.orElseThrow()));
    }
    BuiltInTypes.byName().keySet().forEach(name -> byName.put(name, Optional.empty()));
    List<Map.Entry<String, Optional<TypeStore.Entry>>> page =
        byName.entrySet().stream().skip(pageRequest.offset()).limit(pageRequest.size()).toList();
    Map<String, EventTypeView> registered =
        store
            .withIds(
                page.stream()
                    .flatMap(entry -> entry.getValue().stream())
                    .map(TypeStore.Entry::id)
                    .toList())
            .stream()
            .map(CustomType::view)
            .collect(Collectors.toMap(EventTypeView::name, Function.identity()));
    List<EventTypeView> views =
        page.stream()
            .map(
                entry ->
                    BuiltInTypes.find(entry.getKey())
                        .orElseGet(() -> Objects.requireNonNull(registered.get(entry.getKey()))))
            .toList();
    return Page.of(views, byName.size(), pageRequest);
  }

  private static Optional<TypeStore.Entry> nearer(
      List<OrganizationId> path, TypeStore.Entry one, TypeStore.Entry other) {
    return Optional.of(path.indexOf(one.owner()) < path.indexOf(other.owner()) ? one : other);
  }

  /**
   * Registers a type of {@code owner}.
   *
   * @throws Rejected where schema or example are not fit
   * @throws Conflict where it has one of that name, or as many as it may
   */
  EventTypeView register(OrganizationId owner, RegisterEventType command) {
    requireFit(command.schema(), command.example());
    if (command.name().builtIn()) {
      throw new Conflict("The event type " + command.name() + " is built in.");
    }
    long next = revision.next(); // from here on nobody else registers
    Optional<CustomType> found = store.lock(owner, command.name().name());
    if (found.filter(CustomType::exists).isPresent()) {
      throw new Conflict(
          "The organization has an event type " + command.name() + " already; change that one.");
    }
    if (store.count(owner) >= MAX_PER_ORGANIZATION) {
      throw new Conflict(
          "The organization has %d event types, the most; delete some that are not used any more."
              .formatted(MAX_PER_ORGANIZATION));
    }
    CustomType type =
        found.orElseGet(() -> new CustomType(ids.next(), owner, command, next, clock.instant()));
    if (found.isPresent()) {
      type.register(command, next, clock.instant());
    } else {
      store.add(type);
    }
    changed.fire(new EventTypesChanged());
    return type.view();
  }

  /**
   * Changes what the command names.
   *
   * @throws NotFound where {@code owner} does not see such a type
   * @throws Forbidden where it is not its own
   * @throws Rejected where schema or example are not fit
   */
  EventTypeView change(OrganizationId owner, String name, ChangeEventType command) {
    long next = revision.next();
    CustomType type = own(owner, name);
    requireFit(command.schema().or(type.schema()), command.example().or(type.example()));
    type.change(command, next, clock.instant());
    changed.fire(new EventTypesChanged());
    return type.view();
  }

  /**
   * Deletes a type: events of its name are then unregistered ones.
   *
   * @throws NotFound where {@code owner} does not see such a type
   * @throws Forbidden where it is not its own
   */
  void delete(OrganizationId owner, String name) {
    long next = revision.next();
    own(owner, name).delete(next, clock.instant());
    changed.fire(new EventTypesChanged());
  }

  private Optional<CustomType> present(OrganizationId owner, String name) {
    return store.find(owner, name).filter(CustomType::exists);
  }

  private CustomType own(OrganizationId owner, String name) {
    Optional<CustomType> own = store.lock(owner, name).filter(CustomType::exists);
    if (own.isPresent()) {
      return own.get();
    }
    EventTypeView seen =
        find(owner, name).orElseThrow(() -> new NotFound("There is no event type of that name."));
    throw new Forbidden(
        seen.builtIn()
            ? "The event type " + name + " is built in; nobody can change it."
            : "The event type " + name + " belongs to an organization above.");
  }

  private static void requireFit(@Nullable JsonObject schema, @Nullable JsonObject example) {
    List<FieldError> faults = new ArrayList<>();
    requireSize(schema, "/schema", faults);
    requireSize(example, "/example", faults);
    if (schema != null && faults.isEmpty()) {
      PayloadSchema.faultsOf(schema).forEach(fault -> faults.add(below("/schema", fault)));
    }
    if (schema != null && example != null && faults.isEmpty()) {
      PayloadSchema.known(schema)
          .faultsIn(example)
          .forEach(fault -> faults.add(below("/example", fault)));
    }
    if (!faults.isEmpty()) {
      throw new Rejected("The event type breaks a rule.", faults);
    }
  }

  private static void requireSize(
      @Nullable JsonObject json, String pointer, List<FieldError> faults) {
    if (json != null && json.toString().length() > MAX_JSON) {
      faults.add(new FieldError(pointer, "must have at most " + MAX_JSON + " characters"));
    }
  }

  private static FieldError below(String pointer, FieldError fault) {
    return new FieldError(pointer + fault.pointer(), fault.detail());
  }
}
