package io.herald.webhooks;

import io.herald.problems.BadRequest;
import io.herald.problems.PreconditionFailed;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** {@code If-Match} and {@code If-None-Match} (RFC 9110, section 13.1). */
final class Preconditions {

  private Preconditions() {}

  /**
   * Evaluates them.
   *
   * @return 304 where the caller knows this state already; empty where the request may go on
   * @throws PreconditionFailed where {@code If-Match} names another state
   * @throws BadRequest where a header is no list of entity tags
   */
  static Optional<Response.ResponseBuilder> of(Request request, EntityTag now) {
    Response.ResponseBuilder answer;
    try {
      answer = request.evaluatePreconditions(now);
    } catch (ProcessingException | IllegalArgumentException e) { // by Jersey; by RESTEasy
      throw new BadRequest(
          "If-Match and If-None-Match take entity tags, such as \"42\", quotes included.",
          List.of());
    }
    if (answer != null && answer.build().getStatus() == 412) {
      throw new PreconditionFailed("The webhook has changed since; read it again.");
    }
    return Optional.ofNullable(answer);
  }
}
