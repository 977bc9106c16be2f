package io.herald.delivery;

import static java.util.Objects.requireNonNull;

import io.herald.shaping.BodyFormat;
import io.herald.transport.PostRequest;
import io.herald.webhooks.Mask;
import io.herald.webhooks.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the request of an attempt: the frozen body, and the headers of the wire contract, section
 * 1, with those of the webhook's own behind them.
 */
final class AttemptRequests {

  private final String userAgent;
  private final Duration timeout; // of webhooks without one of their own

  /**
   * @param shown the headers as the log has them: what is secret is masked
   */
  record Prepared(PostRequest request, Map<String, String> shown) {}

  AttemptRequests(String userAgent, Duration timeout) {
    this.userAgent = userAgent;
    this.timeout = timeout;
  }

  /** Those of the wire contract, for a message that its receiver fetches. */
  Map<String, String> headers(Claim claim, Target target, Instant now) {
    return headers(claim, target, claim.body().getBytes(StandardCharsets.UTF_8), now);
  }

  private Map<String, String> headers(Claim claim, Target target, byte[] body, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", BodyFormat.contentType(claim.body()));
    headers.put("User-Agent", userAgent);
    headers.putAll(target.signed(claim.messageId().toString(), body, now));
    headers.putAll(about(claim));
    return headers;
  }

  /** What the headers tell of a message beside how it is signed. */
  static Map<String, String> about(Claim claim) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Herald-Event-Type", claim.eventType());
    headers.put("Herald-Webhook-Id", Long.toString(claim.webhookId()));
    headers.put("Herald-Delivery-Id", Long.toString(claim.deliveryId()));
    headers.put("Herald-Attempt", Integer.toString(claim.attemptNumber()));
    if (claim.messageId().isExample()) {
      headers.put("Herald-Example", "true");
    }
    return headers;
  }

  /** Of several in one. */
  Prepared of(Batch batch, Target target, Instant now) {
    byte[] body = batch.body();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", BodyFormat.batchContentType(batch.bodies()));
    headers.put("User-Agent", userAgent);
    headers.putAll(target.signed(batch.id(), body, now));
    headers.putAll(batch.about());
    return prepared(target, headers, body);
  }

  Prepared of(Claim claim, Target target, Instant now) {
    byte[] body = claim.body().getBytes(StandardCharsets.UTF_8);
    return prepared(target, headers(claim, target, body, now), body);
  }

  private Prepared prepared(Target target, Map<String, String> headers, byte[] body) {
    Map<String, String> shown = new LinkedHashMap<>(headers);
    target
        .credentials()
        .requestHeaders()
        .forEach(
            (name, value) -> {
              headers.put(name, value);
              shown.put(name, Mask.TEXT);
            });
    target.credentials().oauth2().ifPresent(client -> shown.put(client.header(), Mask.TEXT));
    Duration limit = target.policy().timeout();
    return new Prepared(
        new PostRequest(
            requireNonNull(target.callbackUrl()),
            headers,
            body,
            target.credentials().identity(),
            limit == null ? timeout : limit),
        shown);
  }
}
