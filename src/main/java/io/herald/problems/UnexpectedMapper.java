package io.herald.problems;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers bugs and broken infrastructure: 500, no details, and an incident id that leads a person
 * to the log entry.
 */
@Provider
@Dependent
public class UnexpectedMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class.getName());

  @Override
  public Response toResponse(Throwable thrown) {
    return Causes.problemIn(thrown)
        .or(() -> Causes.passingTroubleIn(thrown))
        .map(ProblemAnswer::of)
        .orElseGet(() -> incident(thrown));
  }

  static Response incident(Throwable thrown) {
    String id = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, thrown, () -> "Incident " + id + ": a request failed");
    return ProblemAnswer.of(
            500,
            "internal",
            "Internal error",
            "Something went wrong on our side; the log has it as incident " + id + ".",
            List.of())
        .build();
  }
}
