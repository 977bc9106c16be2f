package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

  private static final Instant ENDED = Instant.parse("2026-03-14T12:00:00Z");

  private final RetrySchedule schedule =
      new RetrySchedule(
          List.of(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5)));

  @ParameterizedTest(name = "after {0} retries: {1} s")
  @CsvSource({"0, 10", "1, 60", "2, 300"})
  void waitsAsScheduledFromTheEndOfTheAttempt(int retriesUsed, long seconds) {
    assertThat(schedule.nextAttempt(retriesUsed, ENDED, Optional.empty()))
        .contains(ENDED.plusSeconds(seconds));
  }

  @Test
  void exhaustsAfterTheFourthFailure() {
    assertThat(schedule.nextAttempt(3, ENDED, Optional.empty())).isEmpty();
  }

  @ParameterizedTest(name = "Retry-After {0} s on a wait of 60 s: {1} s")
  @CsvSource({"0, 60", "59, 60", "61, 61", "3600, 3600", "86400, 3600"})
  void retryAfterLengthensUpToAnHourAndNeverShortens(long wish, long seconds) {
    assertThat(schedule.nextAttempt(1, ENDED, Optional.of(Duration.ofSeconds(wish))))
        .contains(ENDED.plusSeconds(seconds));
  }

  @Test
  void retryAfterDoesNotAddRetries() {
    assertThat(schedule.nextAttempt(3, ENDED, Optional.of(Duration.ofSeconds(5)))).isEmpty();
  }

  @Test
  void aWaitLongerThanAnHourIsKept() {
    RetrySchedule days = new RetrySchedule(List.of(Duration.ofDays(2)));

    assertThat(days.nextAttempt(0, ENDED, Optional.of(Duration.ofDays(3))))
        .contains(ENDED.plus(Duration.ofDays(2)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | 120",
        " 7 | 7",
        "0 | 0",
        "99999999999999999999 | 3600",
        "Sat, 14 Mar 2026 12:00:30 GMT | 30",
        "Saturday, 14-Mar-26 12:00:30 GMT | 30",
        "Sat Mar 14 12:00:30 2026 | 30",
        "Wed Apr  1 12:00:00 2026 | 1555200",
      })
  void readsSecondsAndDates(String value, long seconds) {
    assertThat(RetryAfter.parse(value, ENDED)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "soon",
        "-5",
        "1.5",
        "''",
        "Sat, 14 Mar 2026 11:59:59 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "٣"
      })
  void ignoresWhatSaysNothingSensible(String value) {
    assertThat(RetryAfter.parse(value, ENDED)).isEmpty();
  }
}
