package io.herald.webhooks;

import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a sample beside its body; what is absent is made up.
 *
 * @param type absent: the {@code type} of the sample
 * @param organizationId absent: the webhook's owner
 */
public record SampleMessage(
    @Nullable MessageId id,
    @Nullable @Size(max = 128) String type,
    @Nullable OrganizationId organizationId,
    @Nullable Instant recordedAt) {

  static final SampleMessage NONE = new SampleMessage(null, null, null, null);
}
