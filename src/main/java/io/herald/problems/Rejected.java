package io.herald.problems;

import java.util.List;

/** Well-formed, but breaks a rule. */
public final class Rejected extends Problem {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  public Rejected(String detail, List<FieldError> errors) {
    super(detail);
    this.errors = List.copyOf(errors);
  }

  /** About one field. */
  public Rejected(String pointer, String detail) {
    this(detail, List.of(new FieldError(pointer, detail)));
  }

  /**
   * The same about a part of a larger body.
   *
   * @param pointer to that part
   */
  public Rejected within(String pointer) {
    return new Rejected(
        detail(),
        errors.stream()
            .map(error -> new FieldError(pointer + error.pointer(), error.detail()))
            .toList());
  }

  @Override
  public List<FieldError> errors() {
    return errors;
  }

  @Override
  public int status() {
    return 422;
  }

  @Override
  public String kind() {
    return "rejected";
  }

  @Override
  public String title() {
    return "Rejected";
  }
}
