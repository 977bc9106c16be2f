package io.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.problems.TooManyRequests;
import io.herald.testing.MapConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aTokenMayMakeASecondsWorthAtOnce() {
    RequestLimits limits = limits(5, 100);
    for (int i = 4; i >= 0; i--) {
      assertThat(limits.request("token/1"))
          .contains(new RequestLimits.Told("\"token\";q=5;w=1", "\"token\";r=" + i + ";t=1"));
    }

    assertThatExceptionOfType(TooManyRequests.class)
        .isThrownBy(() -> limits.request("token/1"))
        .satisfies(refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(200)));
    assertThat(limits.request("token/2")).isPresent();
    pass(Duration.ofMillis(200));
    assertThat(limits.request("token/1")).isPresent();
  }

  @Test
  void zeroIsNoLimit() {
    RequestLimits limits = limits(0, 100);
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.request("token/1")).isEmpty();
    }
  }

  @Test
  void anAddressThatSentTooManyBadTokensWaits() {
    RequestLimits limits = limits(0, 3);
    for (int i = 0; i < 3; i++) {
      limits.mayTry("203.0.113.7");
      limits.wasWrong("203.0.113.7");
    }

    assertThatExceptionOfType(TooManyRequests.class)
        .isThrownBy(() -> limits.mayTry("203.0.113.7"))
        .satisfies(refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(20)));
    assertThatCode(() -> limits.mayTry("203.0.113.8")).doesNotThrowAnyException();
    pass(Duration.ofSeconds(20));
    assertThatCode(() -> limits.mayTry("203.0.113.7")).doesNotThrowAnyException();
  }

  @Test
  void manyAddressesCostBoundedMemory() {
    RequestLimits limits = limits(0, 1);
    for (int i = 0; i < 250_000; i++) {
      limits.wasWrong("address " + i);
    }
    assertThatCode(() -> limits.mayTry("another")).doesNotThrowAnyException();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private RequestLimits limits(int rate, int badTokens) {
    return new RequestLimits(
        MapConfig.settings(
            Map.of(
                "herald.api.rate-limit", String.valueOf(rate),
                "herald.api.bad-tokens-per-minute", String.valueOf(badTokens))),
        nanos::get);
  }
}
