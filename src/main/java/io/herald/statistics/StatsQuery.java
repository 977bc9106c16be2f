package io.herald.statistics;

import io.herald.json.Parameters;
import io.herald.json.Timestamp;
import io.herald.problems.BadRequest;
import io.herald.problems.FieldError;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which time, in which buckets: query parameters {@code since} (default: 24 hours before {@code
 * until}), {@code until} (default: now) and {@code bucket} (default: {@code PT1H}). A
 * {@code @BeanParam}.
 */
public class StatsQuery {

  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
  private static final int MOST_BUCKETS = 1500;
  private static final Duration DEFAULT = Duration.ofHours(24);

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  @QueryParam("bucket")
  private @Nullable String bucket;

  /** For JAX-RS, which fills in the parameters. */
  public StatsQuery() {}

  /** As a client would have asked. */
  static StatsQuery of(@Nullable String since, @Nullable String until, @Nullable String bucket) {
    StatsQuery query = new StatsQuery();
    query.since = since;
    query.until = until;
    query.bucket = bucket;
    return query;
  }

  /** Whole buckets: those that hold {@code since} and the last moment before {@code until}. */
  record Span(Instant since, Instant until, BucketSize bucket) {}

  /**
   * Reads the parameters.
   *
   * @throws BadRequest naming each that is malformed
   */
  Span span(Instant now) {
    List<FieldError> errors = new ArrayList<>();
    BucketSize size = size(errors);
    Instant end = instant("until", until, now, errors);
    Instant start = instant("since", since, end.minus(DEFAULT), errors);
    Instant first = size.startOf(start);
    Instant last = size.startOf(end.minusMillis(1)).plus(size.length());
    if (errors.isEmpty() && !start.isBefore(end)) {
      errors.add(new FieldError("until", "must be after since"));
    }
    if (errors.isEmpty() && Duration.between(first, last).dividedBy(size.length()) > MOST_BUCKETS) {
      errors.add(
          new FieldError(
              "bucket", "would make more than " + MOST_BUCKETS + " buckets; take a longer one"));
    }
    if (errors.isEmpty()
        && size.storedMinutes() == 1
        && first.isBefore(now.minus(StatisticsFold.MINUTES_KEPT).minus(size.length()))) {
      errors.add(
          new FieldError("bucket", "must be PT1H or P1D for what is more than 48 hours ago"));
    }
    if (!errors.isEmpty()) {
      throw new BadRequest("A parameter is malformed.", errors);
    }
    return new Span(first, last, size);
  }

  private BucketSize size(List<FieldError> errors) {
    if (bucket == null || bucket.isEmpty()) {
      return BucketSize.PT1H;
    }
    return BucketSize.parse(bucket)
        .orElseGet(
            () -> {
              errors.add(new FieldError("bucket", "must be PT1M, PT5M, PT15M, PT1H or P1D"));
              return BucketSize.PT1H;
            });
  }

  private static Instant instant(
      String name, @Nullable String text, Instant otherwise, List<FieldError> errors) {
    Optional<Instant> given = Parameters.instant(name, text, errors);
    if (given.isPresent() && !hasBuckets(given.get())) {
      errors.add(new FieldError(name, Timestamp.RULE));
      return otherwise;
    }
    return given.orElse(otherwise);
  }

  private static boolean hasBuckets(Instant at) {
    return at.getEpochSecond() >= 0 && at.isBefore(END);
  }
}
