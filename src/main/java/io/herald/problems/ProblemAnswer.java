package io.herald.problems;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;

/**
 * A refusal as an HTTP answer: {@code application/problem+json} (RFC 9457) with {@code type, title,
 * status, detail} and, where fields are at fault, {@code errors}. Written as bytes, so that no
 * provider of the server has a say in it.
 */
final class ProblemAnswer {

  private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");
  private static final String TYPE_PREFIX = "urn:herald:problem:";
  private static final JsonProvider JSON = JsonProvider.provider();

  private ProblemAnswer() {}

  static Response of(Problem problem) {
    Response.ResponseBuilder answer =
        of(problem.status(), problem.kind(), problem.title(), problem.detail(), problem.errors());
    if (problem instanceof Unauthenticated) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"herald\"");
    }
    if (problem instanceof RetryLater later) {
      answer.header(HttpHeaders.RETRY_AFTER, wholeSeconds(later.retryAfter()));
    }
    return answer.build();
  }

  static Response.ResponseBuilder of(
      int status, String kind, String title, String detail, List<FieldError> errors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject()
          .write("type", TYPE_PREFIX + kind)
          .write("title", title)
          .write("status", status)
          .write("detail", detail);
      if (!errors.isEmpty()) {
        json.writeStartArray("errors");
        for (FieldError error : errors) {
          json.writeStartObject()
              .write("pointer", error.pointer())
              .write("detail", error.detail())
              .writeEnd();
        }
        json.writeEnd();
      }
      json.writeEnd();
    }
    return Response.status(status).type(PROBLEM_JSON).entity(bytes.toByteArray());
  }

  /** Rounded up: a client that waits as told must not come too early. */
  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
