package io.herald.delivery;

import io.herald.json.Parameters;
import io.herald.problems.BadRequest;
import io.herald.problems.FieldError;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a delivery log: query parameters {@code status}, {@code eventType}, {@code since}
 * (included) and {@code until} (excluded), both about {@code createdAt}, ISO-8601 with an offset. A
 * {@code @BeanParam}.
 */
public class DeliveryFilter {

  @QueryParam("status")
  private @Nullable String status;

  @QueryParam("eventType")
  private @Nullable String eventType;

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  /** The parameters, read. Empty: no restriction. */
  record Criteria(
      Optional<DeliveryStatus> status,
      Optional<String> eventType,
      Optional<Instant> since,
      Optional<Instant> until) {

    /** The whole log. */
    static final Criteria NONE =
        new Criteria(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads the parameters.
   *
   * @throws BadRequest naming each that is malformed
   */
  Criteria criteria() {
    List<FieldError> errors = new ArrayList<>();
    Optional<DeliveryStatus> statusWanted = text(status).flatMap(DeliveryStatus::parse);
    if (text(status).isPresent() && statusWanted.isEmpty()) {
      errors.add(new FieldError("status", "must be pending, delivered, exhausted or cancelled"));
    }
    Criteria criteria =
        new Criteria(
            statusWanted,
            text(Parameters.text("eventType", eventType)),
            Parameters.instant("since", since, errors),
            Parameters.instant("until", until, errors));
    if (!errors.isEmpty()) {
      throw new BadRequest("A parameter is malformed.", errors);
    }
    return criteria;
  }

  private static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }
}
