package io.herald.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as text: RFC 3339, section 5.6, with milliseconds. */
public final class Timestamp {

  /** What a person is told of a text that is none. */
  public static final String RULE =
      "must be a time in ISO 8601 with an offset, such as 2026-11-21T09:30:00Z";

  private Timestamp() {}

  /**
   * The instant; empty where the text is no time, or one of a year that RFC 3339 can't write and a
   * database can't keep (before 1, after 9999).
   */
  public static Optional<Instant> parse(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      return year < 1 || year > 9999
          ? Optional.empty()
          : Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
