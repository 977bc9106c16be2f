package io.herald.problems;

/** Absent, or another tenant's: the answer is the same, so that nothing can be probed. */
public final class NotFound extends Problem {

  private static final long serialVersionUID = 1L;

  public NotFound(String detail) {
    super(detail);
  }

  @Override
  public int status() {
    return 404;
  }

  @Override
  public String kind() {
    return "not-found";
  }

  @Override
  public String title() {
    return "Not found";
  }
}
