package io.herald.problems;

import jakarta.enterprise.context.Dependent;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Answers Bean Validation's own refusals. Bodies are validated where they are read (room {@code
 * json}); this is for whoever validates elsewhere.
 */
@Provider
@Dependent
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {

  @Override
  public Response toResponse(ConstraintViolationException exception) {
    List<FieldError> errors =
        exception.getConstraintViolations().stream()
            .map(violation -> new FieldError(pointer(violation), violation.getMessage()))
            .toList();
    return ProblemAnswer.of(new Rejected("The request breaks a rule.", errors));
  }

  private static String pointer(ConstraintViolation<?> violation) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      switch (node.getKind()) {
        case PROPERTY, PARAMETER -> pointer.append('/').append(node.getName());
        default -> {} // the method or the container: no part of what the client sent
      }
    }
    return pointer.toString();
  }
}
