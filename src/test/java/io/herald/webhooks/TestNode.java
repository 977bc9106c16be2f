package io.herald.webhooks;

import io.herald.directory.OrganizationDeleted;
import io.herald.directory.OrganizationRenamed;
import io.herald.directory.OrganizationSnapshot;
import io.herald.ids.LongIds;
import io.herald.messages.DirectoryEventRecorded;
import io.herald.messages.EventType;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.security.Vault;
import io.herald.testing.MapConfig;
import io.herald.testing.MutableClock;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.testing.ThreadBoundRegistry;
import io.herald.transport.CallbackUrl;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One node's webhooks: its own caches over a database that it shares with others. */
public final class TestNode {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "herald.secret-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
          "herald.webhook.max-per-organization", "5");

  public final MutableClock clock = MutableClock.atNoon();
  public final Webhooks webhooks;
  public final WebhookCatalog catalog;
  private final RecordedEvents<Object> events;
  private final TestDatabase database;
  private final OwnerChanges ownerChanges;

  public TestNode(TestDatabase database, int slot) {
    this(database, slot, event -> {});
  }

  /**
   * @param observer of what the webhooks fire
   */
  public TestNode(TestDatabase database, int slot, Consumer<Object> observer) {
    this.database = database;
    events = new RecordedEvents<>(observer);
    var entityManager = database.entityManager();
    var registry = new ThreadBoundRegistry(entityManager);
    var settings = MapConfig.settings(SETTINGS);
    var vault = new Vault(settings);
    var tree = new OrganizationTree(entityManager);
    var revision = new CatalogRevision(entityManager, registry);
    var ids = new LongIds(Clock.systemUTC());
    ids.useSlot(slot, 0);
    webhooks =
        new Webhooks(
            new WebhookStore(entityManager),
            new Secrets(entityManager, ids, vault),
            tree,
            revision,
            events,
            ids,
            clock,
            settings);
    catalog = new WebhookCatalog(revision, new CatalogLoader(entityManager, vault), tree, registry);
    ownerChanges = new OwnerChanges(webhooks);
  }

  /** What the webhooks fired, but for {@link #addressed}, which comes with every registration. */
  List<Object> fired() {
    return events.fired().stream().filter(each -> !(each instanceof WebhookAddressed)).toList();
  }

  List<WebhookAddressed> addressed() {
    return events.fired().stream()
        .filter(WebhookAddressed.class::isInstance)
        .map(WebhookAddressed.class::cast)
        .toList();
  }

  public OrganizationId organization(String name, @Nullable OrganizationId parent) {
    UUID id = UUID.randomUUID();
    database.transaction(
        () -> {
          database
              .entityManager()
              .createNativeQuery(
                  "insert into organization (id, parent_id, name, created_at, updated_at) values ("
                      + literal(id)
                      + ", "
                      + (parent == null ? "null" : literal(parent.value()))
                      + ", ?1, current_timestamp, current_timestamp)")
              .setParameter(1, name)
              .executeUpdate();
        });
    return new OrganizationId(id);
  }

  private static String literal(UUID id) {
    return "cast('" + id + "' as uuid)";
  }

  /** As the directory does it. */
  void rename(OrganizationId organization, String name) {
    database.transaction(
        () -> {
          database
              .entityManager()
              .createNativeQuery(
                  "update organization set name = ?1 where id = " + literal(organization.value()))
              .setParameter(1, name)
              .executeUpdate();
          ownerChanges.on(new OrganizationRenamed(organization));
        });
  }

  /** As the directory does it; of several, lowest first, only the last one is told of. */
  void delete(OrganizationId... organizations) {
    database.transaction(
        () -> {
          for (OrganizationId organization : organizations) {
            database
                .entityManager()
                .createNativeQuery(
                    "delete from organization where id = " + literal(organization.value()))
                .executeUpdate();
          }
          OrganizationId told = organizations[organizations.length - 1];
          ownerChanges.on(
              new DirectoryEventRecorded(
                  new OrganizationDeleted(
                      new OrganizationSnapshot(told, "gone"), clock.instant())));
        });
  }

  public RegisteredWebhook register(OrganizationId owner, String eventTypes) {
    return database.transaction(
        () -> webhooks.register(owner, command("https://example.com/hook", eventTypes)));
  }

  public void unregister(OrganizationId owner, long webhook) {
    database.transaction(() -> webhooks.delete(owner, webhook));
  }

  static RegisterWebhook command(String url, String eventTypes) {
    return new RegisterWebhook(
        CallbackUrl.parse(url),
        "demo",
        null,
        EventTypesTest.eventTypes(eventTypes).patterns(),
        null,
        Policy.DEFAULT,
        Credentials.NONE,
        null);
  }

  /** Ids of the matching webhooks, in a transaction of their own. */
  List<Long> matching(OrganizationId about, String type) {
    return database.transaction(() -> matchingHere(about, type));
  }

  /** As {@link #matching}, in the present transaction. */
  List<Long> matchingHere(OrganizationId about, String type) {
    return catalog.matching(about, new EventType(type)).stream().map(Target::webhookId).toList();
  }

  public Target target(long id) {
    return database.transaction(
        () -> {
          catalog.refresh();
          return catalog.find(id).orElseThrow();
        });
  }
}
