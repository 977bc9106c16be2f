package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

  private static final long SECOND = 1_000_000;

  @ParameterizedTest(name = "{0}/s, asked every {1} ms: {2} in ten seconds")
  @CsvSource({
    "0.2,   10,      2",
    "1,     10,     10",
    "10,    10,    100",
    "15,     3,    150",
    "100,   50,   1000",
    "1000,  50,  10000",
    "10000, 25, 100000",
  })
  void keepsTheRateOverTime(double perSecond, int everyMillis, int expected) {
    RateLimit limit = new RateLimit(perSecond);
    long freeFrom = 0;
    int begun = 0;

    for (long now = SECOND; now < 11 * SECOND; now += everyMillis * 1000L) {
      int count = limit.available(freeFrom, now);
      freeFrom = limit.freeFrom(freeFrom, now, count);
      begun += count;
    }

    int tenth = (int) (perSecond / 10);
    assertThat(begun).isBetween((int) (expected * 0.97) - 1, expected + tenth + 1);
  }

  @ParameterizedTest(name = "{0}/s: {1} at once after a pause")
  @CsvSource({"0.01, 1", "5, 1", "19, 1", "20, 2", "100, 10", "10000, 1000"})
  void catchesUpOnATenthOfASecond(double perSecond, int atOnce) {
    assertThat(new RateLimit(perSecond).available(0, 100 * SECOND)).isEqualTo(atOnce);
  }

  @Test
  void aClockThatWentBackBlocksNobody() {
    RateLimit limit = new RateLimit(10);
    long tomorrow = 86_400 * SECOND;

    assertThat(limit.available(tomorrow, SECOND)).isEqualTo(1);
    assertThat(limit.freeFrom(tomorrow, SECOND, 1)).isEqualTo(SECOND + SECOND / 10);
  }
}
