package io.herald.problems;

import java.util.List;

/**
 * A refusal with a stable kind and a sentence for the person at the other end. The message is shown
 * to API clients: it names no secret, no internal address and no other tenant.
 */
public abstract sealed class Problem extends RuntimeException
    permits BadRequest,
        Conflict,
        Forbidden,
        NotFound,
        PreconditionFailed,
        Rejected,
        RetryLater,
        TooLarge,
        Unauthenticated {

  private static final long serialVersionUID = 1L;

  Problem(String detail) {
    super(detail);
  }

  /** The HTTP status that tells of it. */
  public abstract int status();

  /** The last part of its {@code urn:herald:problem:} type. */
  public abstract String kind();

  /** A short name that is the same for all problems of the kind. */
  public abstract String title();

  /** The sentence about this occurrence. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The fields at fault, if the refusal is about fields. */
  public List<FieldError> errors() {
    return List.of();
  }
}
