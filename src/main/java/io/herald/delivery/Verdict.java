package io.herald.delivery;

import io.herald.delivery.Settlement.AttemptRecord;
import io.herald.transport.Answered;
import io.herald.transport.Outcome;
import io.herald.transport.Refused;
import io.herald.transport.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what an attempt's outcome makes of its delivery. The wire contract, section 1, under
 * "Answers".
 */
final class Verdict {

  private static final int GONE = 410;
  private static final int MAX_ERROR = 1000;
  private static final int MAX_BODY = 20_000;

  private Verdict() {}

  static Settlement of(
      Claim claim, Outcome outcome, Map<String, String> requestHeaders, RetrySchedule schedule) {
    AttemptRecord attempt = record(claim, outcome, HeaderJson.of(requestHeaders));
    if (outcome instanceof Answered answer && answer.successful()) {
      return new Settlement(
          claim, DeliveryStatus.DELIVERED, claim.retriesUsed(), null, false, attempt);
    }
    if (outcome instanceof Answered answer && answer.status() == GONE) {
      return new Settlement(
          claim, DeliveryStatus.CANCELLED, claim.retriesUsed(), null, true, attempt);
    }
    Instant endedAt = outcome.startedAt().plusMillis(attempt.durationMs());
    return schedule
        .nextAttempt(claim.retriesUsed(), endedAt, retryAfter(outcome, endedAt))
        .map(
            at ->
                new Settlement(
                    claim, DeliveryStatus.PENDING, claim.retriesUsed() + 1, at, false, attempt))
        .orElseGet(
            () ->
                new Settlement(
                    claim, DeliveryStatus.EXHAUSTED, claim.retriesUsed(), null, false, attempt));
  }

  private static Optional<Duration> retryAfter(Outcome outcome, Instant now) {
    if (!(outcome instanceof Answered answer)) {
      return Optional.empty();
    }
    List<String> values = answer.headers().getOrDefault("retry-after", List.of());
    return values.isEmpty() ? Optional.empty() : RetryAfter.parse(values.get(0), now);
  }

  private static AttemptRecord record(Claim claim, Outcome outcome, String requestHeaders) {
    int number = claim.attemptNumber();
    Instant startedAt = outcome.startedAt();
    int durationMs = (int) outcome.duration().toMillis();
    if (outcome instanceof Answered answer) {
      return new AttemptRecord(
          number,
          startedAt,
          durationMs,
          "answered",
          answer.status(),
          requestHeaders,
          HeaderJson.ofMany(answer.headers()),
          clip(answer.body(), MAX_BODY),
          null);
    }
    String kind = outcome instanceof Unreachable failure ? failure.kind().toString() : "refused";
    String error =
        outcome instanceof Unreachable failure ? failure.error() : ((Refused) outcome).reason();
    return new AttemptRecord(
        number,
        startedAt,
        durationMs,
        kind,
        null,
        requestHeaders,
        null,
        null,
        clip(error, MAX_ERROR));
  }

  private static String clip(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
