package io.herald.webhooks;

import io.herald.security.OrganizationId;
import io.herald.transport.CallbackUrl;
import io.herald.transport.SigningSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to match and to send: a webhook as it was at one revision.
 *
 * @param ownerName the name of the organization that owns it
 * @param secrets newest first, those that run out included; {@link #secretsAt} has the valid ones
 */
public record Target(
    long webhookId,
    OrganizationId owner,
    String ownerName,
    @Nullable String name,
    CallbackUrl callbackUrl,
    EventTypes eventTypes,
    boolean active,
    Policy policy,
    List<TimedSecret> secrets) {

  public Target {
    secrets = List.copyOf(secrets);
  }

  /**
   * The secrets that sign an attempt made at {@code now}, newest first. Empty only where none could
   * be decrypted, which the log tells: then nothing may be sent.
   */
  public List<SigningSecret> secretsAt(Instant now) {
    return secrets.stream().filter(s -> s.validAt(now)).map(TimedSecret::secret).toList();
  }
}
