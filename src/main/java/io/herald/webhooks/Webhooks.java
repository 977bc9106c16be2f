package io.herald.webhooks;

import io.herald.ids.LongIds;
import io.herald.json.Pointers;
import io.herald.problems.Conflict;
import io.herald.problems.FieldError;
import io.herald.problems.NotFound;
import io.herald.problems.Rejected;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.settings.Settings;
import io.herald.transport.SigningKey;
import io.herald.transport.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of all organizations. Whoever asks on behalf of a person says first how far that
 * person reaches: an organization and everything below it; what lies beyond is as absent as what
 * was deleted.
 */
@ApplicationScoped
@Transactional
public class Webhooks {

  private static final String LIMIT = "herald.webhook.max-per-organization";

  private final WebhookStore store;
  private final Secrets secrets;
  private final OrganizationTree tree;
  private final CatalogRevision revision;
  private final Event<Object> events;
  private final LongIds ids;
  private final Clock clock;
  private final int limit;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Webhooks() { // for the CDI proxy
    this.store = null;
    this.secrets = null;
    this.tree = null;
    this.revision = null;
    this.events = null;
    this.ids = null;
    this.clock = null;
    this.limit = 0;
  }

  /** Reads {@code herald.webhook.max-per-organization}. */
  @Inject
  Webhooks(
      WebhookStore store,
      Secrets secrets,
      OrganizationTree tree,
      CatalogRevision revision,
      Event<Object> events,
      LongIds ids,
      Clock clock,
      Settings settings) {
    this.store = store;
    this.secrets = secrets;
    this.tree = tree;
    this.revision = revision;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
    this.limit = settings.integer(LIMIT, 1, 1_000_000);
  }

  /** The webhook, if it is there and within {@code reach}. */
  public Optional<Webhook> find(OrganizationId reach, long id) {
    return store.find(id).filter(webhook -> tree.reaches(reach, webhook.owner()));
  }

  /** Those that {@code owner} itself owns and that fit, oldest first. */
  List<Webhook> list(OrganizationId owner, WebhookFilter.Criteria wanted) {
    return store.of(owner, wanted);
  }

  /** How many {@link #list} finds on all its pages. */
  long count(OrganizationId owner, WebhookFilter.Criteria wanted) {
    return store.count(owner, wanted);
  }

  /**
   * Registers a webhook of {@code owner} with a random secret.
   *
   * @throws Rejected where the organization has gone
   * @throws Conflict where the organization has as many as it may
   */
  RegisteredWebhook register(OrganizationId owner, RegisterWebhook command) {
    makeRoom(owner, 1);
    return add(owner, command, SigningSecret.generate(), null);
  }

  /**
   * Registers webhooks that come from elsewhere, all or none.
   *
   * @throws Rejected where the organization has gone, or naming what is wrong with any of them
   * @throws Conflict where the organization would have more than it may
   */
  Imported importAll(OrganizationId owner, List<ImportedWebhook> imported) {
    makeRoom(owner, imported.size());
    List<RegisteredWebhook> registered = new ArrayList<>();
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < imported.size(); i++) {
      ImportedWebhook each = imported.get(i);
      SigningSecret secret = each.secret() == null ? SigningSecret.generate() : each.secret();
      try {
        registered.add(add(owner, each.registration(), secret, each.privateKey()));
      } catch (Rejected refusal) {
        String entry = Pointers.child("/webhooks", i);
        refusal.errors().stream()
            .map(error -> new FieldError(entry + error.pointer(), error.detail()))
            .forEach(errors::add);
      }
    }
    if (!errors.isEmpty()) {
      throw new Rejected("Nothing was imported.", errors);
    }
    return new Imported(registered);
  }

  /** Those that {@code owner} itself owns, as {@link #importAll} takes them. */
  Export export(OrganizationId owner, boolean withSecrets) {
    return new Export(
        owner,
        clock.instant(),
        store.of(owner).stream().map(webhook -> exported(webhook, withSecrets)).toList());
  }

  private ExportedWebhook exported(Webhook webhook, boolean withSecrets) {
    WebhookView view = webhook.view();
    return new ExportedWebhook(
        view.callbackUrl(),
        view.name(),
        view.description(),
        view.eventTypes(),
        view.active(),
        view.policy(),
        withSecrets ? secrets.credentials(webhook.id()) : view.credentials(),
        withSecrets ? secrets.newest(webhook.id(), SecretKind.HMAC) : null,
        withSecrets ? secrets.newest(webhook.id(), SecretKind.ED25519) : null);
  }

  private void makeRoom(OrganizationId owner, int more) {
    if (!store.lockOwner(owner)) {
      throw new Rejected("/organizationId", "There is no such organization.");
    }
    if (store.count(owner) + more > limit) {
      throw new Conflict(
          "The organization may have %d webhooks (%s); delete some that are not used any more."
              .formatted(limit, LIMIT));
    }
  }

  private RegisteredWebhook add(
      OrganizationId owner,
      RegisterWebhook command,
      SigningSecret secret,
      @Nullable SigningKey key) {
    command.policy().check(command.callbackUrl() != null);
    Instant now = clock.instant();
    Credentials credentials = command.credentials().checked(now);
    Webhook webhook = new Webhook(ids.next(), owner, command, revision.next(), now);
    store.add(webhook);
    secrets.add(webhook.id(), secret, now);
    secrets.carry(webhook.id(), credentials, now);
    if (key != null) {
      secrets.add(webhook.id(), key, now);
      webhook.signsWith(key);
    }
    giveKeyIfNeeded(webhook, now);
    webhook.callbackUrl().ifPresent(url -> events.fire(new WebhookAddressed(webhook.id(), url)));
    return RegisteredWebhook.of(webhook.view(), secret.reveal());
  }

  /**
   * Changes what the command names.
   *
   * @param precondition throws where the webhook is not as the caller knows it; nobody else changes
   *     it from then on
   * @throws NotFound where it is not there or out of reach
   */
  Webhook change(
      OrganizationId reach, long id, Consumer<Webhook> precondition, ChangeWebhook command) {
    long next = revision.next();
    Webhook webhook = within(reach, id);
    precondition.accept(webhook);
    Instant now = clock.instant();
    Optional<String> urlBefore = webhook.callbackUrl();
    if (command.describes()) {
      DeliveryMode before = webhook.policy().delivery();
      webhook.describe(command, next, now);
      giveKeyIfNeeded(webhook, now);
      DeliveryMode after = webhook.policy().delivery();
      if (after != before) {
        events.fire(new WebhookDeliveryChanged(id, after));
      }
    }
    if (!command.credentials().equals(CredentialsChange.NONE)) {
      Credentials credentials = secrets.credentials(id).with(command.credentials(), now);
      secrets.carry(id, credentials, now);
      webhook.carries(credentials);
    }
    if (command.active().present()) {
      boolean wanted = Objects.requireNonNull(command.active().value());
      if (wanted && !webhook.active()) {
        activate(webhook, next);
      } else if (!wanted && webhook.active()) {
        webhook.deactivate(DeactivatedReason.BY_HAND, next, now);
        events.fire(new WebhookDeactivated(id, DeactivatedReason.BY_HAND));
      } else if (!wanted && webhook.isUnverified()) {
        webhook.deactivate(DeactivatedReason.BY_HAND, next, now); // it would activate itself
      }
    }
    webhook
        .callbackUrl()
        .filter(url -> !urlBefore.equals(Optional.of(url)))
        .ifPresent(url -> events.fire(new WebhookAddressed(id, url)));
    return webhook;
  }

  /**
   * Gives a webhook a new secret, a new key, or both; those before it sign beside it for the
   * overlap.
   *
   * @throws Rejected where a secret of the caller's own is of a kind that does not sign
   * @throws NotFound where it is not there or out of reach
   */
  RotatedSecret rotate(OrganizationId reach, long id, RotateSecret command) {
    long next = revision.next();
    Webhook webhook = within(reach, id);
    Instant now = clock.instant();
    SignatureKind signature = webhook.policy().signature();
    OwnSecret own = command.secret();
    if (own != null && (own.key() != null ? !signature.withKey() : !signature.withSecret())) {
      throw new Rejected(
          "/secret",
          "This webhook signs with %s alone; a secret for that begins with %s."
              .formatted(signature, signature.withKey() ? "whsk_" : "whsec_"));
    }
    Duration overlap = command.overlapOrDefault();
    SigningSecret secret = null;
    if (own == null ? signature.withSecret() : own.secret() != null) {
      secret = own == null ? SigningSecret.generate() : Objects.requireNonNull(own.secret());
      secrets.rotate(id, secret, overlap, now);
    }
    if (own == null ? signature.withKey() : own.key() != null) {
      SigningKey key = own == null ? SigningKey.generate() : Objects.requireNonNull(own.key());
      secrets.rotate(id, key, overlap, now);
      webhook.signsWith(key);
    }
    webhook.changed(next, now);
    events.fire(new SecretRotated(id, webhook.owner(), now.plus(overlap)));
    return new RotatedSecret(secret == null ? null : secret.reveal(), now.plus(overlap));
  }

  /**
   * Until when the secrets and keys before the newest sign.
   *
   * @throws NotFound where it is not there or out of reach
   */
  SecretOverlap overlap(OrganizationId reach, long id) {
    return find(reach, id)
        .map(webhook -> new SecretOverlap(secrets.replacedUntil(id, clock.instant())))
        .orElseThrow(() -> new NotFound("There is no webhook " + id + "."));
  }

  private void giveKeyIfNeeded(Webhook webhook, Instant now) {
    if (webhook.lacksKey()) {
      SigningKey key = SigningKey.generate();
      secrets.add(webhook.id(), key, now);
      webhook.signsWith(key);
    }
  }

  /**
   * Deletes a webhook; its log stays until retention.
   *
   * @throws NotFound where it is not there or out of reach
   */
  void delete(OrganizationId reach, long id) {
    long next = revision.next();
    delete(within(reach, id), next);
  }

  /**
   * Deletes the webhooks of an organization that goes, and those of owners that went without a word
   * of their own: a directory outside may tell only of the parent.
   */
  void deleteOf(OrganizationId owner) {
    List<Webhook> gone =
        Stream.concat(store.of(owner).stream(), store.ownerless().stream()).distinct().toList();
    if (!gone.isEmpty()) {
      long next = revision.next();
      gone.forEach(webhook -> delete(webhook, next));
    }
  }

  /** Has every node learn the owner's name anew. */
  void renamed(OrganizationId owner) {
    if (store.count(owner) > 0) {
      store.mark(owner, revision.next());
    }
  }

  /** Deactivates a webhook if it is active: its receiver is gone, or nothing but failing. */
  public void deactivate(long id, DeactivatedReason reason) {
    if (store.find(id).filter(Webhook::active).isEmpty()) {
      return; // many attempts may learn of it at once
    }
    long next = revision.next();
    store
        .findFresh(id)
        .filter(Webhook::active)
        .ifPresent(
            webhook -> {
              webhook.deactivate(reason, next, clock.instant());
              events.fire(new WebhookDeactivated(id, reason));
            });
  }

  /**
   * The callback URL of a webhook has agreed: its deliveries keep to the rate, and it is activated
   * where it waited for nothing but that. Where both is so already, no node has to look.
   *
   * @param requestsPerMinute null where the URL named no number
   */
  public void agreed(long id, @Nullable Integer requestsPerMinute) {
    if (store
        .find(id)
        .filter(webhook -> webhook.isUnverified() || !webhook.allows(requestsPerMinute))
        .isEmpty()) {
      return;
    }
    long next = revision.next();
    store
        .findFresh(id)
        .ifPresent(
            webhook -> {
              if (!webhook.allows(requestsPerMinute)) {
                webhook.allow(requestsPerMinute, next, clock.instant());
              }
              if (webhook.isUnverified()) {
                activate(webhook, next);
              }
            });
  }

  private void activate(Webhook webhook, long next) {
    webhook.activate(next, clock.instant());
    store.forgetFailures(webhook.id());
    events.fire(new WebhookActivated(webhook.id()));
  }

  private Webhook within(OrganizationId reach, long id) {
    return store
        .findFresh(id)
        .filter(webhook -> tree.reaches(reach, webhook.owner()))
        .orElseThrow(() -> new NotFound("There is no webhook " + id + "."));
  }

  private void delete(Webhook webhook, long next) {
    webhook.delete(next, clock.instant());
    secrets.deleteOf(webhook.id());
    events.fire(new WebhookDeleted(webhook.id()));
  }
}
