package io.herald.webhooks;

import io.herald.json.Unwrapped;
import io.herald.security.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook just registered: the only view of a webhook that holds its secret. */
public record RegisteredWebhook(
    long id,
    OrganizationId organizationId,
    @Nullable String name,
    @Nullable String description,
    @Nullable String callbackUrl,
    List<String> eventTypes,
    boolean active,
    @Nullable DeactivatedReason deactivatedReason,
    @Nullable Instant deactivatedAt,
    @Nullable Instant failingSince,
    @Unwrapped Policy policy,
    @Nullable String publicKey,
    @Unwrapped Credentials credentials,
    @Nullable CertificateState certificateState,
    String secret,
    Instant createdAt,
    Instant updatedAt) {

  static RegisteredWebhook of(WebhookView view, String secret) {
    return new RegisteredWebhook(
        view.id(),
        view.organizationId(),
        view.name(),
        view.description(),
        view.callbackUrl(),
        view.eventTypes(),
        view.active(),
        view.deactivatedReason(),
        view.deactivatedAt(),
        view.failingSince(),
        view.policy(),
        view.publicKey(),
        view.credentials(),
        view.certificateState(),
        secret,
        view.createdAt(),
        view.updatedAt());
  }

  @Override
  public String toString() {
    return "RegisteredWebhook[id=" + id + ", organizationId=" + organizationId + "]";
  }
}
