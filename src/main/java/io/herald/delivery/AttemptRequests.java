package io.herald.delivery;

import io.herald.transport.PostRequest;
import io.herald.transport.Signer;
import io.herald.webhooks.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the request of an attempt: the frozen body, and the headers of the wire contract, section
 * 1.
 */
final class AttemptRequests {

  private final String userAgent;
  private final Duration timeout; // of webhooks without one of their own

  AttemptRequests(String userAgent, Duration timeout) {
    this.userAgent = userAgent;
    this.timeout = timeout;
  }

  PostRequest of(Claim claim, Target target, Instant now) {
    byte[] body = claim.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", userAgent);
    headers.putAll(Signer.headers(claim.messageId().toString(), now, body, target.secretsAt(now)));
    headers.put("Herald-Event-Type", claim.eventType());
    headers.put("Herald-Webhook-Id", Long.toString(claim.webhookId()));
    headers.put("Herald-Delivery-Id", Long.toString(claim.deliveryId()));
    headers.put("Herald-Attempt", Integer.toString(claim.attemptNumber()));
    Duration limit = target.policy().timeout();
    return new PostRequest(target.callbackUrl(), headers, body, limit == null ? timeout : limit);
  }
}
