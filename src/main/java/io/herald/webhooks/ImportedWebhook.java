package io.herald.webhooks;

import io.herald.json.Unwrapped;
import io.herald.transport.CallbackUrl;
import io.herald.transport.SigningKey;
import io.herald.transport.SigningSecret;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that comes from elsewhere.
 *
 * @param secret the one that its receiver knows already; absent: a random one
 * @param privateKey absent: a random one, where it signs with Ed25519
 */
public record ImportedWebhook(
    @Nullable CallbackUrl callbackUrl,
    @Size(max = 200) @Nullable String name,
    @Size(max = 2000) @Nullable String description,
    @Size(max = RegisterWebhook.MAX_EVENT_TYPES) @Nullable List<EventTypePattern> eventTypes,
    @Nullable Boolean active,
    @Unwrapped Policy policy,
    @Unwrapped Credentials credentials,
    @Nullable SigningSecret secret,
    @Nullable SigningKey privateKey) {

  RegisterWebhook registration() {
    return new RegisterWebhook(
        callbackUrl, name, description, eventTypes, active, policy, credentials, null);
  }
}
