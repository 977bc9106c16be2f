package io.herald.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the header {@code Retry-After}: seconds or an HTTP-date (RFC 9110, section 10.2.3). */
final class RetryAfter {

  private static final int MAX_DIGITS = 9;

  /** RFC 9110, section 5.6.7: a recipient takes all three, whatever senders should write. */
  private static final List<DateTimeFormatter> HTTP_DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder() // RFC 850
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US) // asctime() of C
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  /**
   * How long the receiver wants to be left alone, from {@code now}; empty where the value says
   * nothing sensible.
   */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          text.length() > MAX_DIGITS
              ? RetrySchedule.LONGEST_RETRY_AFTER
              : Duration.ofSeconds(Long.parseLong(text)));
    }
    return date(text).map(until -> Duration.between(now, until)).filter(wait -> !wait.isNegative());
  }

  private static Optional<Instant> date(String text) {
    for (DateTimeFormatter form : HTTP_DATES) {
      try {
        return Optional.of(form.parse(text, ZonedDateTime::from).toInstant());
      } catch (DateTimeException e) {
        // it may have the next form
      }
    }
    return Optional.empty();
  }
}
