package io.herald.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a webhook; what is null has its default.
 *
 * @param callbackUrl null where {@code delivery} is {@code poll}
 * @param auth such as {@code type: bearer, token: …}
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
    @Nullable String delivery,
    @Nullable ClientCertificate clientCertificate,
    @Nullable String organizationId) {

  /** One that hears these types, or all where none is named. */
  public static RegisterWebhook at(String callbackUrl, String... eventTypes) {
    return new RegisterWebhook(
        callbackUrl, null, null, List.of(eventTypes), null, null, null, null, null, null, null);
  }

  /** The same, without a URL: its receiver fetches the messages. */
  public static RegisterWebhook polled(String... eventTypes) {
    return new RegisterWebhook(
        null, null, null, List.of(eventTypes), null, null, null, null, "poll", null, null);
  }
}
