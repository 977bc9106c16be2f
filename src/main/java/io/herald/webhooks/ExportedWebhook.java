package io.herald.webhooks;

import io.herald.json.Unwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it moves to another installation: what an import takes.
 *
 * @param credentials masked where secrets were not asked for
 * @param secret the newest; null where secrets were not asked for
 * @param privateKey the newest Ed25519 key; null where there is none, or secrets were not asked for
 */
public record ExportedWebhook(
    @Nullable String callbackUrl,
    @Nullable String name,
    @Nullable String description,
    List<String> eventTypes,
    boolean active,
    @Unwrapped Policy policy,
    @Unwrapped Credentials credentials,
    @Nullable String secret,
    @Nullable String privateKey) {

  @Override
  public String toString() { // there may be secrets in it
    return "ExportedWebhook[" + callbackUrl + "]";
  }
}
