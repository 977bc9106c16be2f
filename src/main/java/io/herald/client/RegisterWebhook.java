package io.herald.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a webhook; what is null has its default.
 *
 * @param callbackUrl null where {@code delivery} is {@code poll}
 * @param headers of its own
 * @param auth such as {@code type: bearer, token: …}
 * @param rateLimit messages per second
 * @param signature {@code hmac}, {@code ed25519} or {@code both}
 * @param format {@code native} or {@code cloudevents}
 * @param filter such as {@code data: {amount: {$gte: 10}}}
 * @param transformation a JSON Patch or a template, under the name of its kind
 * @param whileInactive {@code drop} or {@code hold}
 * @param delivery {@code push} or {@code poll}
 * @param organizationId its owner; null: the token's organization
 */
public record RegisterWebhook(
    @Nullable String callbackUrl,
    @Nullable String name,
    @Nullable String description,
    @Nullable List<String> eventTypes,
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
    @Nullable String organizationId) {

  /** One that hears these types, or all where none is named. */
  public static RegisterWebhook at(String callbackUrl, String... eventTypes) {
    return minimal(callbackUrl, null, eventTypes);
  }

  /** The same, without a URL: its receiver fetches the messages. */
  public static RegisterWebhook polled(String... eventTypes) {
    return minimal(null, "poll", eventTypes);
  }

  private static RegisterWebhook minimal(
      @Nullable String callbackUrl, @Nullable String delivery, String... eventTypes) {
    return new RegisterWebhook(
        callbackUrl,
        null,
        null,
        List.of(eventTypes),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        delivery,
        null);
  }
}
