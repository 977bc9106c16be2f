package io.herald.webhooks;

import io.herald.json.Unwrapped;
import io.herald.security.OrganizationId;
import io.herald.transport.CallbackUrl;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a webhook.
 *
 * @param callbackUrl where messages are posted; absent where they are polled
 * @param eventTypes absent or empty: all
 * @param active absent: true
 * @param policy its members stand beside the others, as those of {@code credentials} do
 * @param organizationId its owner; absent: the token's organization
 */
public record RegisterWebhook(
    @Nullable CallbackUrl callbackUrl,
    @Size(max = 200) @Nullable String name,
    @Size(max = 2000) @Nullable String description,
    @Size(max = MAX_EVENT_TYPES) @Nullable List<EventTypePattern> eventTypes,
    @Nullable Boolean active,
    @Unwrapped Policy policy,
    @Unwrapped Credentials credentials,
    @Nullable OrganizationId organizationId) {

  static final int MAX_EVENT_TYPES = 100;

  boolean activeOrDefault() {
    return active == null || active;
  }
}
