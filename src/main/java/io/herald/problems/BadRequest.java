package io.herald.problems;

import java.util.List;

/** Not JSON, or a malformed parameter. */
public final class BadRequest extends Problem {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  public BadRequest(String detail, List<FieldError> errors) {
    super(detail);
    this.errors = List.copyOf(errors);
  }

  /** About one field. */
  public BadRequest(String pointer, String detail) {
    this(detail, List.of(new FieldError(pointer, detail)));
  }

  @Override
  public List<FieldError> errors() {
    return errors;
  }

  @Override
  public int status() {
    return 400;
  }

  @Override
  public String kind() {
    return "bad-request";
  }

  @Override
  public String title() {
    return "Bad request";
  }
}
