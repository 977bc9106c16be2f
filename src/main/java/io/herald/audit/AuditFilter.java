package io.herald.audit;

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
 * Which entries: query parameters {@code credential}, {@code call}, {@code target} (each exact),
 * {@code since} (included) and {@code until} (excluded), ISO-8601 with an offset. A
 * {@code @BeanParam}.
 */
public class AuditFilter {

  @QueryParam("credential")
  private @Nullable String credential;

  @QueryParam("call")
  private @Nullable String call;

  @QueryParam("target")
  private @Nullable String target;

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  /** The parameters, read. Empty: no restriction. */
  record Criteria(
      Optional<String> credential,
      Optional<String> call,
      Optional<String> target,
      Optional<Instant> since,
      Optional<Instant> until) {

    static final Criteria NONE =
        new Criteria(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * Reads the parameters.
   *
   * @throws BadRequest naming each that is malformed
   */
  Criteria criteria() {
    List<FieldError> errors = new ArrayList<>();
    Criteria criteria =
        new Criteria(
            text("credential", credential),
            text("call", call),
            text("target", target),
            Parameters.instant("since", since, errors),
            Parameters.instant("until", until, errors));
    if (!errors.isEmpty()) {
      throw new BadRequest("A parameter is malformed.", errors);
    }
    return criteria;
  }

  private static Optional<String> text(String name, @Nullable String value) {
    return Optional.ofNullable(Parameters.text(name, value)).filter(text -> !text.isEmpty());
  }
}
