package io.herald.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.delivery.Poster;
import io.herald.delivery.Version;
import io.herald.json.RecordWriter;
import io.herald.transport.Answered;
import io.herald.transport.CallbackUrl;
import io.herald.transport.Outcome;
import io.herald.transport.PostRequest;
import io.herald.transport.Refused;
import io.herald.transport.Unreachable;
import io.herald.webhooks.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks a callback URL, first by the handshake of CloudEvents' HTTP webhooks (version 1.0, section
 * 4), then by a challenge that it is to echo. Both carry what the webhook's messages carry:
 * headers, credentials, certificate; and the second is signed. Nothing waits on a thread.
 */
@ApplicationScoped
class Challenger {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int CHALLENGE_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Poster poster;
  private final Clock clock;
  private final String origin;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Challenger() { // for the CDI proxy
    this.poster = null;
    this.clock = null;
    this.origin = null;
  }

  @Inject
  Challenger(Poster poster, Clock clock, VerificationSettings settings) {
    this.poster = poster;
    this.clock = clock;
    this.origin = settings.origin();
  }

  private record Challenge(String type, Instant timestamp, String challenge) {}

  /** Completes within twenty seconds or so, on whatever thread; never exceptionally. */
  CompletionStage<Verdict> ask(Target target) {
    CallbackUrl url = Objects.requireNonNull(target.callbackUrl());
    return handshake(target, url)
        .thenCompose(
            verdict ->
                verdict.agreed()
                    ? CompletableFuture.completedStage(verdict)
                    : echo(target, url)
                        .thenApply(
                            second ->
                                second.agreed()
                                    ? second
                                    : refused(
                                        target,
                                        "OPTIONS: "
                                            + verdict.error()
                                            + "; POST: "
                                            + second.error())))
        .exceptionally(bug -> refused(target, "internal error"));
  }

  private CompletionStage<Verdict> handshake(Target target, CallbackUrl url) {
    Map<String, String> headers = headers(target);
    headers.put("WebHook-Request-Origin", origin);
    BigDecimal perSecond = target.policy().rateLimit();
    if (perSecond != null) {
      headers.put("WebHook-Request-Rate", requestsPerMinute(perSecond));
    }
    return poster
        .post(target, PostRequest.options(url, headers, target.credentials().identity(), TIMEOUT))
        .thenApply(
            outcome -> {
              Optional<String> failure = failure(outcome);
              if (failure.isPresent()) {
                return refused(target, failure.get());
              }
              Answered answer = (Answered) outcome;
              return header(answer, "webhook-allowed-origin").stream().anyMatch(this::isUs)
                  ? agreed(target, "options", header(answer, "webhook-allowed-rate"))
                  : refused(target, "no WebHook-Allowed-Origin for " + origin);
            });
  }

  private static String requestsPerMinute(BigDecimal perSecond) {
    return perSecond
        .multiply(BigDecimal.valueOf(60))
        .setScale(0, RoundingMode.CEILING)
        .toPlainString();
  }

  private CompletionStage<Verdict> echo(Target target, CallbackUrl url) {
    byte[] random = new byte[CHALLENGE_BYTES];
    RANDOM.nextBytes(random);
    String challenge = HexFormat.of().formatHex(random);
    Instant now = clock.instant();
    byte[] body = RecordWriter.write(new Challenge("webhook.verification", now, challenge));
    Map<String, String> headers = headers(target);
    headers.put("Content-Type", "application/json");
    headers.putAll(target.signed("verification_" + challenge.substring(0, 16), body, now));
    headers.put("Herald-Event-Type", "webhook.verification");
    headers.put("Herald-Webhook-Id", Long.toString(target.webhookId()));
    return poster
        .post(target, new PostRequest(url, headers, body, target.credentials().identity(), TIMEOUT))
        .thenApply(
            outcome ->
                failure(outcome)
                    .map(error -> refused(target, error))
                    .orElseGet(
                        () ->
                            echoes(((Answered) outcome).body(), challenge)
                                ? agreed(target, "echo", List.of())
                                : refused(target, "the answer does not echo the challenge")));
  }

  private Map<String, String> headers(Target target) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", Version.USER_AGENT);
    headers.putAll(target.credentials().requestHeaders());
    return headers;
  }

  private boolean isUs(String allowed) {
    return allowed.equals(Verdict.ANY) || allowed.equalsIgnoreCase(origin);
  }

  private static List<String> header(Answered answer, String name) {
    return answer.headers().getOrDefault(name, List.of()).stream()
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .map(String::strip)
        .toList();
  }

  /** As plain text, or as {@code {"challenge": "…"}}. */
  private static boolean echoes(String body, String challenge) {
    if (same(body.strip(), challenge)) {
      return true;
    }
    try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(body))) {
      JsonObject object = reader.readObject();
      return object.get("challenge") instanceof JsonString text
          && same(text.getString(), challenge);
    } catch (RuntimeException e) { // for what is too deep it has no JsonException
      return false;
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** Why there is no good answer; empty where there is. */
  private static Optional<String> failure(Outcome outcome) {
    if (outcome instanceof Answered answer) {
      return answer.successful() ? Optional.empty() : Optional.of("HTTP " + answer.status());
    }
    return Optional.of(
        outcome instanceof Unreachable failure ? failure.error() : ((Refused) outcome).reason());
  }

  private static Verdict agreed(Target target, String method, List<String> rates) {
    String rate =
        rates.stream().filter(text -> text.matches("[1-9][0-9]{0,8}|\\*")).findFirst().orElse(null);
    return new Verdict(
        target.webhookId(), String.valueOf(target.callbackUrl()), method, rate, null);
  }

  private static Verdict refused(Target target, String error) {
    return new Verdict(target.webhookId(), String.valueOf(target.callbackUrl()), null, null, error);
  }
}
