package io.herald.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param callbackUrl null: it is polled
 * @param eventTypes empty: all
 * @param deactivatedReason {@code by_hand}, {@code gone}, {@code failing} or {@code unverified};
 *     null while it is active
 * @param failingSince the first failure since its receiver last took something
 * @param retrySchedule null: as the installation has it, like the other members of the policy
 * @param headers values are masked
 * @param auth its {@code type} and what belongs to that; what is secret is masked
 * @param certificateState {@code valid}, {@code expiring} or {@code expired}
 * @param secret shown when it is registered, and null afterwards
 */
public record Webhook(
    long id,
    String organizationId,
    @Nullable String name,
    @Nullable String description,
    @Nullable String callbackUrl,
    List<String> eventTypes,
    boolean active,
    @Nullable String deactivatedReason,
    @Nullable Instant deactivatedAt,
    @Nullable Instant failingSince,
    @Nullable List<Duration> retrySchedule,
    @Nullable Duration timeout,
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
    @Nullable String publicKey,
    @Nullable Map<String, String> headers,
    @Nullable Map<String, String> auth,
    @Nullable ClientCertificate clientCertificate,
    @Nullable String certificateState,
    @Nullable String secret,
    Instant createdAt,
    Instant updatedAt) {

  @Override
  public String toString() { // the secret is nobody's business
    return "Webhook[id=" + id + ", callbackUrl=" + callbackUrl + "]";
  }
}
