package io.herald.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it moves from one installation to another.
 *
 * @param secret {@code whsec_…}, the one that its receiver knows; null: not told, or a random one
 * @param privateKey {@code whsk_…}, likewise, where it signs with Ed25519
 */
public record PortableWebhook(
    @Nullable String callbackUrl,
    @Nullable String name,
    @Nullable String description,
    @Nullable List<String> eventTypes,
    @Nullable Boolean active,
    @Nullable List<Duration> retrySchedule,
    @Nullable Duration timeout,
    @Nullable Map<String, String> headers,
    @Nullable Map<String, String> auth,
    @Nullable ClientCertificate clientCertificate,
    @Nullable BigDecimal rateLimit,
    @Nullable Boolean ordered,
    @Nullable Batching batch,
    @Nullable String signature,
    @Nullable String format,
    @Nullable Map<String, Object> filter,
    @Nullable Map<String, Object> transformation,
    @Nullable String whileInactive,
    @Nullable Duration retention,
    @Nullable String delivery,
    @Nullable String secret,
    @Nullable String privateKey) {

  @Override
  public String toString() { // what is secret is nobody's business
    return "PortableWebhook[callbackUrl=" + callbackUrl + "]";
  }
}
