package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import io.herald.transport.Answered;
import io.herald.transport.Outcome;
import io.herald.transport.Refused;
import io.herald.transport.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire contract, section 1, under "Answers". */
class VerdictTest {

  private static final Instant STARTED = Instant.parse("2026-03-14T12:00:00Z");
  private static final Duration TOOK = Duration.ofMillis(250);
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofSeconds(10), Duration.ofSeconds(60)));

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void everyTwoHundredDelivers(int status) {
    Settlement settlement = verdict(answered(status), 0);

    assertThat(settlement.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(settlement.nextAttemptAt()).isNull();
    assertThat(settlement.attempt().httpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 300, 301, 302, 307, 308, 400, 401, 404, 409, 429, 500, 503, 599})
  void everyOtherAnswerIsAFailureThatIsRetriedFromItsEnd(int status) {
    Settlement settlement = verdict(answered(status), 0);

    assertThat(settlement.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(settlement.nextAttemptAt()).isEqualTo(STARTED.plus(TOOK).plusSeconds(10));
    assertThat(settlement.retriesUsed()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void noAnswerIsAFailureThatSaysWhy(Unreachable.Kind kind) {
    Settlement settlement = verdict(new Unreachable(kind, "why", STARTED, TOOK), 1);

    assertThat(settlement.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(settlement.nextAttemptAt()).isEqualTo(STARTED.plus(TOOK).plusSeconds(60));
    assertThat(settlement.attempt().outcome()).isEqualTo(kind.toString());
    assertThat(settlement.attempt().error()).isEqualTo("why");
    assertThat(settlement.attempt().httpStatus()).isNull();
  }

  @Test
  void ourOwnRefusalIsAFailedAttemptToo() {
    Settlement settlement = verdict(new Refused("not allowed", STARTED, TOOK), 0);

    assertThat(settlement.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(settlement.attempt().outcome()).isEqualTo("refused");
  }

  @Test
  void theLastFailureExhausts() {
    Settlement settlement = verdict(answered(500), 2);

    assertThat(settlement.status()).isEqualTo(DeliveryStatus.EXHAUSTED);
    assertThat(settlement.nextAttemptAt()).isNull();
  }

  @Test
  void goneCancelsAndSaysThatTheWebhookMustGetNothingMore() {
    Settlement settlement = verdict(answered(410), 0);

    assertThat(settlement.status()).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(settlement.gone()).isTrue();
  }

  @Test
  void retryAfterCountsFromTheEndOfTheAttempt() {
    Outcome outcome = new Answered(503, Map.of("retry-after", List.of("120")), "", STARTED, TOOK);

    assertThat(verdict(outcome, 0).nextAttemptAt()).isEqualTo(STARTED.plus(TOOK).plusSeconds(120));
  }

  @Test
  void keepsTheAnswerAsTheDatabaseCanStoreIt() {
    Outcome outcome =
        new Answered(
            500,
            Map.of("x-one", List.of("a\u0000\u0001b\tc"), "x-two", List.of("1", "2")),
            "y".repeat(30_000),
            STARTED,
            TOOK);

    Settlement.AttemptRecord attempt = verdict(outcome, 0).attempt();

    assertThat(attempt.responseHeaders())
        .contains("\"x-one\":\"ab\\tc\"", "\"x-two\":[\"1\",\"2\"]");
    assertThat(attempt.responseBody()).hasSize(20_000);
    assertThat(attempt.requestHeaders()).isEqualTo("{\"webhook-id\":\"msg\"}");
  }

  /** Of one answer in a batch the others' outcomes must not depend. */
  @Test
  void headersThatEscapeTheirNamesFitTheColumnAsWell() {
    Map<String, List<String>> headers =
        Map.of(
            "\u0001".repeat(8191) + "a",
            List.of("b"),
            "\u001f".repeat(8190) + "e",
            List.of("c"),
            "\"".repeat(20),
            List.of("d"));

    Settlement.AttemptRecord attempt =
        verdict(new Answered(200, headers, "", STARTED, TOOK), 0).attempt();

    assertThat(attempt.responseHeaders())
        .hasSizeLessThan(65_536)
        .contains("\"b\"", "\"c\"", "\"d\"");
  }

  private static Outcome answered(int status) {
    return new Answered(status, Map.of(), "", STARTED, TOOK);
  }

  private static Settlement verdict(Outcome outcome, int retriesUsed) {
    Claim claim =
        new Claim(
            1, 2, MessageId.next(STARTED), 3, "sync.user", "{}", retriesUsed + 1, retriesUsed);
    return Verdict.of(claim, outcome, Map.of("webhook-id", "msg"), SCHEDULE);
  }
}
