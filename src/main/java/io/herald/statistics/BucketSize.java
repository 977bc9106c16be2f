package io.herald.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How long the buckets of an answer are; they begin where UTC's minutes, hours and days do. */
public enum BucketSize {
  PT1M(1),
  PT5M(5),
  PT15M(15),
  PT1H(60),
  P1D(24 * 60);

  private final int minutes;

  BucketSize(int minutes) {
    this.minutes = minutes;
  }

  /** Reads an ISO-8601 duration, of those above, however it is written; empty for any other. */
  public static Optional<BucketSize> parse(String text) {
    try {
      Duration wanted = Duration.parse(text);
      return Arrays.stream(values()).filter(size -> size.length().equals(wanted)).findFirst();
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  Duration length() {
    return Duration.ofMinutes(minutes);
  }

  /** The length, in minutes, of the stored buckets that it is made of. */
  int storedMinutes() {
    return minutes < 60 ? 1 : 60;
  }

  /** The beginning of the bucket that {@code at} is in. */
  Instant startOf(Instant at) {
    long seconds = minutes * 60L;
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }
}
