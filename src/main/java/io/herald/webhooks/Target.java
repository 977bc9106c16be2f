package io.herald.webhooks;

import io.herald.security.OrganizationId;
import io.herald.transport.CallbackUrl;
import io.herald.transport.Signer;
import io.herald.transport.SigningKey;
import io.herald.transport.SigningSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to match and to send: a webhook as it was at one revision.
 *
 * @param ownerName the name of the organization that owns it
 * @param callbackUrl null where it is polled
 * @param allowedRate requests a minute that the callback URL has agreed to; null: it named no
 *     number
 * @param credentials what its requests carry beside the signature
 * @param secrets newest first, those that run out included; empty only where none could be
 *     decrypted, which the log tells: then nothing may be sent
 * @param keys the same of Ed25519
 */
public record Target(
    long webhookId,
    OrganizationId owner,
    String ownerName,
    @Nullable String name,
    @Nullable CallbackUrl callbackUrl,
    EventTypes eventTypes,
    boolean active,
    Policy policy,
    @Nullable Integer allowedRate,
    Credentials credentials,
    List<TimedSecret> secrets,
    List<TimedKey> keys) {

  private static final double ANY = Double.POSITIVE_INFINITY;
  private static final double SECONDS_A_MINUTE = 60;

  public Target {
    secrets = List.copyOf(secrets);
    keys = List.copyOf(keys);
  }

  /** Whether the receiver fetches its messages itself: then nobody may attempt to send one. */
  public boolean polled() {
    return policy.delivery() == DeliveryMode.POLL;
  }

  /**
   * Attempts a second that begin at most, over all nodes: what its owner says or what its receiver
   * allows, whichever is less. Null: as many as fit.
   */
  public @Nullable Double rateLimit() {
    double owners = policy.rateLimit() == null ? ANY : policy.rateLimit().doubleValue();
    double receivers = allowedRate == null ? ANY : allowedRate / SECONDS_A_MINUTE;
    double least = Math.min(owners, receivers);
    return Double.isInfinite(least) ? null : least;
  }

  /**
   * The signature headers of an attempt made at {@code now}; see {@link Signer#headers}.
   *
   * @throws IllegalStateException where nothing can be signed
   */
  public Map<String, String> signed(String messageId, byte[] body, Instant now) {
    SignatureKind kind = policy.signature();
    return Signer.headers(
        messageId,
        now,
        body,
        kind.withSecret() ? secretsAt(now) : List.of(),
        kind.withKey() ? keysAt(now) : List.of());
  }

  List<SigningSecret> secretsAt(Instant now) {
    return secrets.stream().filter(s -> s.validAt(now)).map(TimedSecret::secret).toList();
  }

  List<SigningKey> keysAt(Instant now) {
    return keys.stream().filter(k -> k.validAt(now)).map(TimedKey::key).toList();
  }
}
