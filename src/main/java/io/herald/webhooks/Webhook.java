package io.herald.webhooks;

import io.herald.security.OrganizationId;
import io.herald.transport.CallbackUrl;
import io.herald.transport.SigningKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an organization registered. Active from the start unless told otherwise; deactivated and
 * activated any number of times; deleted once, after which only its log is left.
 */
@Entity
@Table(name = "webhook")
public class Webhook {

  @Id private long id;

  @Column(name = "organization_id", nullable = false)
  private UUID owner;

  private @Nullable String name;
  private @Nullable String description;

  @Column(name = "callback_url")
  private @Nullable String callbackUrl; // null: it is polled

  /** Requests a minute that the callback URL has agreed to; null: it named no number. */
  @Column(name = "allowed_rate")
  private @Nullable Integer allowedRate;

  @Column(name = "event_types")
  private @Nullable String eventTypes;

  private @Nullable String policy;

  @Column(name = "public_key")
  private @Nullable String publicKey;

  private @Nullable String credentials;

  @Column(name = "certificate_expires_at")
  private @Nullable Instant certificateExpiresAt;

  /** Days before that of which the owner was told last; {@link ExpiringCertificates} counts on. */
  @Column(name = "certificate_told")
  private @Nullable Short certificateTold;

  private boolean active;

  @Column(name = "deactivated_reason")
  private @Nullable DeactivatedReason deactivatedReason;

  @Column(name = "deactivated_at")
  private @Nullable Instant deactivatedAt;

  /** Written by {@link FailingWebhooks} alone, as values. */
  @Column(name = "failing_since", insertable = false, updatable = false)
  private @Nullable Instant failingSince;

  private long revision;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  @SuppressWarnings("NullAway") // JPA sets the fields
  protected Webhook() {}

  Webhook(long id, OrganizationId owner, RegisterWebhook command, long revision, Instant now) {
    this.id = id;
    this.owner = owner.value();
    this.name = command.name();
    this.description = command.description();
    this.callbackUrl = text(command.callbackUrl());
    this.eventTypes = EventTypes.of(command.eventTypes()).stored();
    this.policy = command.policy().stored();
    carries(command.credentials());
    this.active = command.activeOrDefault();
    this.deactivatedReason = active ? null : DeactivatedReason.BY_HAND;
    this.deactivatedAt = active ? null : now;
    this.revision = revision;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** What the owner may change at will, all but {@code active}. */
  void describe(ChangeWebhook change, long newRevision, Instant now) {
    name = change.name().or(name);
    description = change.description().or(description);
    if (change.callbackUrl().present()) {
      moveTo(text(change.callbackUrl().value()));
    }
    if (change.eventTypes().present()) {
      eventTypes = EventTypes.of(change.eventTypes().value()).stored();
    }
    Policy changed = policy().with(change.policy());
    policy = changed.stored();
    if (changed.delivery() == DeliveryMode.POLL && !change.callbackUrl().present()) {
      moveTo(null);
    }
    changed.check(callbackUrl != null);
    changed(newRevision, now);
  }

  private void moveTo(@Nullable String url) {
    if (!Objects.equals(url, callbackUrl)) {
      callbackUrl = url;
      allowedRate = null; // the other one's
    }
  }

  private static @Nullable String text(@Nullable CallbackUrl url) {
    return url == null ? null : url.toString();
  }

  /** What its requests carry was changed. */
  void carries(Credentials changed) {
    credentials = changed.masked().stored();
    ClientCertificate certificate = changed.clientCertificate();
    Instant end = certificate == null ? null : certificate.chain().notAfter();
    if (!Objects.equals(end, certificateExpiresAt)) {
      certificateExpiresAt = end;
      certificateTold = null;
    }
  }

  /** Its messages are signed with a new key. */
  void signsWith(SigningKey key) {
    publicKey = key.publicText();
  }

  /** Its callback URL agreed to so many requests a minute; null: it named no number. */
  void allow(@Nullable Integer requestsPerMinute, long newRevision, Instant now) {
    allowedRate = requestsPerMinute;
    changed(newRevision, now);
  }

  void activate(long newRevision, Instant now) {
    active = true;
    deactivatedReason = null;
    deactivatedAt = null;
    failingSince = null; // the store forgets it as well
    changed(newRevision, now);
  }

  void deactivate(DeactivatedReason reason, long newRevision, Instant now) {
    active = false;
    deactivatedReason = reason;
    deactivatedAt = now;
    changed(newRevision, now);
  }

  void delete(long newRevision, Instant now) {
    active = false;
    deletedAt = now;
    changed(newRevision, now);
  }

  /** Something that belongs to it changed: its secrets, its owner's name. */
  void changed(long newRevision, Instant now) {
    revision = newRevision;
    updatedAt = now;
  }

  public long id() {
    return id;
  }

  public OrganizationId owner() {
    return new OrganizationId(owner);
  }

  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  Policy policy() {
    return Policy.fromStored(policy);
  }

  /** Whether its messages can be signed as its policy says. */
  boolean lacksKey() {
    return publicKey == null && policy().signature().withKey();
  }

  boolean exists() {
    return deletedAt == null;
  }

  /** Whether it may receive. */
  public boolean active() {
    return active;
  }

  /** See {@link #allow}. */
  boolean allows(@Nullable Integer requestsPerMinute) {
    return Objects.equals(allowedRate, requestsPerMinute);
  }

  boolean isUnverified() {
    return !active && deactivatedReason == DeactivatedReason.UNVERIFIED;
  }

  /** Where it is posted to; empty where its receiver fetches the messages. */
  Optional<String> callbackUrl() {
    return Optional.ofNullable(callbackUrl);
  }

  long revision() {
    return revision;
  }

  WebhookView view() {
    return new WebhookView(
        id,
        owner(),
        name,
        description,
        callbackUrl,
        EventTypes.fromStored(eventTypes).names(),
        active,
        deactivatedReason,
        deactivatedAt,
        failingSince,
        policy(),
        publicKey,
        Credentials.fromStored(credentials),
        certificateExpiresAt == null ? null : CertificateState.told(certificateTold),
        createdAt,
        updatedAt);
  }
}
