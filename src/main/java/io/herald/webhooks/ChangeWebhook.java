package io.herald.webhooks;

import io.herald.json.Change;
import io.herald.json.Unwrapped;
import io.herald.transport.CallbackUrl;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes what it names of a webhook (JSON Merge Patch, RFC 7396). Null removes a name, a
 * description, the choice of event types, and returns a member of the policy to its default.
 */
public record ChangeWebhook(
    Change<@Nullable CallbackUrl> callbackUrl,
    Change<@Nullable @Size(max = 200) String> name,
    Change<@Nullable @Size(max = 2000) String> description,
    Change<@Nullable @Size(max = RegisterWebhook.MAX_EVENT_TYPES) List<EventTypePattern>>
        eventTypes,
    Change<Boolean> active,
    @Unwrapped PolicyChange policy,
    @Unwrapped CredentialsChange credentials) {

  /** Whether it names anything but {@code active}. */
  boolean describes() {
    return callbackUrl.present()
        || name.present()
        || description.present()
        || eventTypes.present()
        || !policy.equals(PolicyChange.NONE)
        || !credentials.equals(CredentialsChange.NONE);
  }
}
