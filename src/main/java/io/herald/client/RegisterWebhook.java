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
 * @param active null: true
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
    @Nullable String organizationId) {

  /** One that hears these types, or all where none is named. */
  public static RegisterWebhook at(String callbackUrl, String... eventTypes) {
    return builder().callbackUrl(callbackUrl).eventTypes(eventTypes).build();
  }

  /** The same, without a URL: its receiver fetches the messages. */
  public static RegisterWebhook polled(String... eventTypes) {
    return builder().delivery("poll").eventTypes(eventTypes).build();
  }

  /** Nothing but defaults, to be told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Each method sets the component of its name; what is not set has its default. */
  public static final class Builder {

    private @Nullable String callbackUrl;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable List<String> eventTypes;
    private @Nullable Boolean active;
    private @Nullable List<Duration> retrySchedule;
    private @Nullable Duration timeout;
    private @Nullable Map<String, String> headers;
    private @Nullable Map<String, String> auth;
    private @Nullable ClientCertificate clientCertificate;
    private @Nullable BigDecimal rateLimit;
    private @Nullable Boolean ordered;
    private @Nullable Batching batch;
    private @Nullable String signature;
    private @Nullable String format;
    private @Nullable Map<String, Object> filter;
    private @Nullable Map<String, Object> transformation;
    private @Nullable String whileInactive;
    private @Nullable Duration retention;
    private @Nullable String delivery;
    private @Nullable String organizationId;

    private Builder() {}

    public Builder callbackUrl(String callbackUrl) {
      this.callbackUrl = callbackUrl;
      return this;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder description(String description) {
      this.description = description;
      return this;
    }

    public Builder eventTypes(String... eventTypes) {
      this.eventTypes = List.of(eventTypes);
      return this;
    }

    public Builder active(boolean active) {
      this.active = active;
      return this;
    }

    public Builder retrySchedule(Duration... retrySchedule) {
      this.retrySchedule = List.of(retrySchedule);
      return this;
    }

    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    public Builder headers(Map<String, String> headers) {
      this.headers = headers;
      return this;
    }

    public Builder auth(Map<String, String> auth) {
      this.auth = auth;
      return this;
    }

    public Builder clientCertificate(ClientCertificate clientCertificate) {
      this.clientCertificate = clientCertificate;
      return this;
    }

    public Builder rateLimit(BigDecimal rateLimit) {
      this.rateLimit = rateLimit;
      return this;
    }

    public Builder ordered(boolean ordered) {
      this.ordered = ordered;
      return this;
    }

    public Builder batch(Batching batch) {
      this.batch = batch;
      return this;
    }

    public Builder signature(String signature) {
      this.signature = signature;
      return this;
    }

    public Builder format(String format) {
      this.format = format;
      return this;
    }

    public Builder filter(Map<String, Object> filter) {
      this.filter = filter;
      return this;
    }

    public Builder transformation(Map<String, Object> transformation) {
      this.transformation = transformation;
      return this;
    }

    public Builder whileInactive(String whileInactive) {
      this.whileInactive = whileInactive;
      return this;
    }

    public Builder retention(Duration retention) {
      this.retention = retention;
      return this;
    }

    public Builder delivery(String delivery) {
      this.delivery = delivery;
      return this;
    }

    public Builder organizationId(String organizationId) {
      this.organizationId = organizationId;
      return this;
    }

    public RegisterWebhook build() {
      return new RegisterWebhook(
          callbackUrl,
          name,
          description,
          eventTypes,
          active,
          retrySchedule,
          timeout,
          headers,
          auth,
          clientCertificate,
          rateLimit,
          ordered,
          batch,
          signature,
          format,
          filter,
          transformation,
          whileInactive,
          retention,
          delivery,
          organizationId);
    }
  }
}
