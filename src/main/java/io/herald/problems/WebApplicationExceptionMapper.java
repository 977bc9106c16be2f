package io.herald.problems;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Answers what the JAX-RS implementation refuses (unknown path, wrong method, wrong content type…)
 * in our shape. Its own sentences are not passed on: they differ by server and name classes.
 */
@Provider
@Dependent
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException exception) {
    return Causes.problemIn(exception)
        .map(ProblemAnswer::of)
        .orElseGet(() -> inOurShape(exception));
  }

  private static Response inOurShape(WebApplicationException exception) {
    Response original = exception.getResponse();
    int status = original.getStatus();
    if (status < 400) {
      return original;
    }
    if (status >= 500 && status != 503) {
      return UnexpectedMapper.incident(exception);
    }
    HttpRefusal refusal = HttpRefusal.of(status);
    Response.ResponseBuilder answer =
        ProblemAnswer.of(status, refusal.kind(), refusal.title(), refusal.detail(), List.of());
    keep(original, HttpHeaders.ALLOW, answer);
    keep(original, HttpHeaders.WWW_AUTHENTICATE, answer);
    keep(original, HttpHeaders.RETRY_AFTER, answer);
    return answer.build();
  }

  private static void keep(Response original, String header, Response.ResponseBuilder answer) {
    String value = original.getHeaderString(header);
    if (value != null) {
      answer.header(header, value);
    }
  }
}
