package io.herald.catalog;

import io.herald.messages.CustomEvent;
import io.herald.messages.EventRules;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Checks producers' events against the registered types, in memory: an event for whose type there
 * is no rule costs a look into a map. Whether rules have changed is asked of the database at most
 * once a second, by whoever comes first then, and before an event is refused.
 */
@ApplicationScoped
class PayloadRules implements EventRules {

  private static final String REGISTERED_ONLY = "herald.events.registered-only";
  private static final long MAX_AGE_MILLIS = 1000;

  /** A node that heard of nothing for so long may have missed what retention has removed since. */
  private static final long FORGET_AFTER_MILLIS = Duration.ofMinutes(30).toMillis();

  private final TypeStore store;
  private final CatalogRevision revision;
  private final OrganizationTree tree;
  private final Clock clock;
  private final boolean registeredOnly;
  private final ReentrantLock reading = new ReentrantLock();
  private final AtomicInteger generation = new AtomicInteger();
  private volatile Known known = new Known(RuleBook.EMPTY, 0, 0);

  /**
   * @param readAt in milliseconds
   * @param generation how many changes on this node had been committed before
   */
  private record Known(RuleBook rules, long readAt, int generation) {}

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  PayloadRules() { // for the CDI proxy
    this.store = null;
    this.revision = null;
    this.tree = null;
    this.clock = null;
    this.registeredOnly = false;
  }

  /** Reads {@code herald.events.registered-only}. */
  @Inject
  PayloadRules(
      TypeStore store,
      CatalogRevision revision,
      OrganizationTree tree,
      Clock clock,
      Settings settings) {
    this.store = store;
    this.revision = revision;
    this.tree = tree;
    this.clock = clock;
    this.registeredOnly = settings.flag(REGISTERED_ONLY);
  }

  @Override
  public void check(CustomEvent event) {
    boolean fresh = refresh(false);
    List<FieldError> faults = faultsOf(event);
    if (!faults.isEmpty() && !fresh) {
      refresh(true);
      faults = faultsOf(event);
    }
    if (!faults.isEmpty()) {
      FieldError first = faults.get(0);
      throw new Rejected(
          faults.size() == 1
              ? first.pointer() + " " + first.detail()
              : "The event breaks " + faults.size() + " rules of its type.",
          faults);
    }
  }

  /** Here at once; on other nodes within a second. */
  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventTypesChanged change) {
    generation.incrementAndGet();
  }

  private List<FieldError> faultsOf(CustomEvent event) {
    RuleBook present = known.rules();
    if (present.isEmpty() && !registeredOnly) {
      return List.of();
    }
    boolean registered = false;
    List<FieldError> faults = new ArrayList<>();
    for (OrganizationId owner : tree.pathOf(event.organization())) {
      Optional<RuleBook.Rule> rule = present.of(owner, event.type().name());
      if (rule.isPresent()) {
        registered = true;
        faults.addAll(faultsOf(event, rule.get()));
      }
    }
    if (registeredOnly && !registered) {
      faults.add(new FieldError("/type", "is not a registered event type"));
    }
    return faults.stream().distinct().toList();
  }

  private static List<FieldError> faultsOf(CustomEvent event, RuleBook.Rule rule) {
    if (rule.archived()) {
      return List.of(new FieldError("/type", "is archived: no more events of it are taken"));
    }
    PayloadSchema schema = rule.schema();
    if (schema == null) {
      return List.of();
    }
    return schema.faultsIn(event.data()).stream()
        .map(fault -> new FieldError("/data" + fault.pointer(), fault.detail()))
        .toList();
  }

  /** Whether the rules were read just now, and not a while ago. */
  private boolean refresh(boolean atOnce) {
    Known before = known;
    long now = clock.millis();
    boolean outdated = before.generation() != generation.get();
    if (!atOnce && !outdated && now - before.readAt() < MAX_AGE_MILLIS) {
      return false;
    }
    if (atOnce || outdated || before.rules() == RuleBook.EMPTY) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return false; // somebody else is reading, and what is known will do meanwhile
    }
    try {
      known = read(now);
      return true;
    } finally {
      reading.unlock();
    }
  }

  private Known read(long now) {
    int seenGeneration = generation.get();
    Known before = known;
    RuleBook base = now - before.readAt() < FORGET_AFTER_MILLIS ? before.rules() : RuleBook.EMPTY;
    long seen = revision.current();
    RuleBook rules =
        seen == base.revision() ? base : base.with(seen, store.rulesSince(base.revision()));
    return new Known(rules, now, seenGeneration);
  }
}
