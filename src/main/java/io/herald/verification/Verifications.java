package io.herald.verification;

import io.herald.problems.Conflict;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
import io.herald.webhooks.DeactivatedReason;
import io.herald.webhooks.DeliveryMode;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookActivated;
import io.herald.webhooks.WebhookAddressed;
import io.herald.webhooks.WebhookCatalog;
import io.herald.webhooks.WebhookDeliveryChanged;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which callback URLs have agreed, and what that means for their webhooks. */
@ApplicationScoped
@Transactional
public class Verifications {

  private static final int BATCH = 20;

  private static final String ANYTHING_DUE =
      "select 1 from webhook_verification where due_at <= ?1 fetch first 1 rows only";
  private static final String DUE =
      """
      select * from webhook_verification where due_at <= ?1
      order by due_at limit ?2 for update skip locked\
      """;

  private final EntityManager entityManager;
  private final Webhooks webhooks;
  private final WebhookCatalog catalog;
  private final Clock clock;
  private final VerificationSettings settings;
  private final Event<VerificationDemanded> demanded;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Verifications() { // for the CDI proxy
    this.entityManager = null;
    this.webhooks = null;
    this.catalog = null;
    this.clock = null;
    this.settings = null;
    this.demanded = null;
  }

  @Inject
  Verifications(
      EntityManager entityManager,
      Webhooks webhooks,
      WebhookCatalog catalog,
      Clock clock,
      VerificationSettings settings,
      Event<VerificationDemanded> demanded) {
    this.entityManager = entityManager;
    this.webhooks = webhooks;
    this.catalog = catalog;
    this.clock = clock;
    this.settings = settings;
    this.demanded = demanded;
  }

  /** Where it is required the webhook waits for it; what is known of another URL is forgotten. */
  void on(@Observes WebhookAddressed addressed) {
    Optional<Verification> known = find(addressed.webhookId());
    if (settings.required()) {
      demand(known, addressed.webhookId(), addressed.callbackUrl());
      webhooks.deactivate(addressed.webhookId(), DeactivatedReason.UNVERIFIED);
    } else {
      known.ifPresent(entityManager::remove);
    }
  }

  /** Nobody is to be asked whether a receiver may fetch. */
  void on(@Observes WebhookDeliveryChanged changed) {
    if (changed.delivery() == DeliveryMode.POLL) {
      find(changed.webhookId()).ifPresent(entityManager::remove);
    }
  }

  /**
   * @throws Conflict where its URL has not agreed; which undoes the activation
   */
  void on(@Observes WebhookActivated activated) {
    boolean verified =
        find(activated.webhookId())
            .map(known -> known.state() == VerificationState.VERIFIED)
            .orElse(true); // it was there before anybody demanded this
    if (settings.required() && !verified) {
      throw new Conflict(
          "The callback URL is not verified: POST /v1/webhooks/%d/verification."
              .formatted(activated.webhookId()));
    }
  }

  /**
   * @throws NotFound where the webhook is not there or out of reach
   */
  VerificationView view(OrganizationId reach, long webhookId) {
    requireWebhook(reach, webhookId);
    return find(webhookId)
        .map(known -> known.view(settings.required()))
        .orElse(
            new VerificationView(
                settings.required(), VerificationState.NONE, null, null, null, null, null));
  }

  /**
   * Has the URL asked (again). One that has agreed stays verified whatever it answers now; what it
   * allows may change.
   *
   * @throws NotFound where the webhook is not there or out of reach
   * @throws Conflict where it has no URL
   */
  VerificationView ask(OrganizationId reach, long webhookId) {
    requireWebhook(reach, webhookId);
    Target target =
        catalog.current().find(webhookId).orElseThrow(() -> new NotFound("It is gone."));
    if (target.callbackUrl() == null) {
      throw new Conflict(
          "This webhook has no callback URL to ask: its receiver fetches the messages.");
    }
    Optional<Verification> known = find(webhookId);
    if (known.isPresent() && known.get().state() == VerificationState.VERIFIED) {
      known.get().renew(clock.instant());
      demanded.fire(new VerificationDemanded(webhookId));
      return known.get().view(settings.required());
    }
    return demand(known, webhookId, target.callbackUrl().toString()).view(settings.required());
  }

  private void requireWebhook(OrganizationId reach, long webhookId) {
    if (webhooks.find(reach, webhookId).isEmpty()) {
      throw new NotFound("There is no webhook " + webhookId + ".");
    }
  }

  private Verification demand(Optional<Verification> known, long webhookId, String url) {
    Instant now = clock.instant();
    demanded.fire(new VerificationDemanded(webhookId));
    if (known.isPresent()) {
      known.get().demand(url, now);
      return known.get();
    }
    Verification verification = new Verification(webhookId, url, now);
    entityManager.persist(verification);
    return verification;
  }

  /**
   * Whether anybody is to be asked now. Every node looks again and again, mostly for nothing: one
   * statement, no transaction.
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  boolean isAnythingDue() {
    return !entityManager
        .createNativeQuery(ANYTHING_DUE)
        .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
        .getResultList()
        .isEmpty();
  }

  /** Webhooks whose URL this node is to ask now. */
  List<Target> claimDue() {
    Instant now = clock.instant();
    List<?> due =
        entityManager
            .createNativeQuery(DUE, Verification.class)
            .setParameter(1, now.atOffset(ZoneOffset.UTC))
            .setParameter(2, BATCH)
            .getResultList();
    if (due.isEmpty()) {
      return List.of();
    }
    var snapshot = catalog.current();
    List<Target> targets = new ArrayList<>();
    for (Verification each : due.stream().map(Verification.class::cast).toList()) {
      Optional<Target> target =
          snapshot
              .find(each.webhookId())
              .filter(
                  found ->
                      found.callbackUrl() != null && each.asks(found.callbackUrl().toString()));
      if (target.isPresent()) {
        each.claim(now);
        targets.add(target.get());
      } else {
        each.drop(); // deleted, or polled by now
      }
    }
    return targets;
  }

  /** Writes down what came of it, unless the webhook has another URL by now. */
  void settle(Verdict verdict) {
    find(verdict.webhookId())
        .filter(known -> known.asks(verdict.callbackUrl()))
        .ifPresent(
            known -> {
              known.settle(verdict, clock.instant());
              if (verdict.agreed()) {
                webhooks.agreed(verdict.webhookId(), verdict.requestsPerMinute());
              }
            });
  }

  private Optional<Verification> find(long webhookId) {
    return Optional.ofNullable(entityManager.find(Verification.class, webhookId));
  }
}
