package io.herald.problems;

/** The caller's role lacks the right. */
public final class Forbidden extends Problem {

  private static final long serialVersionUID = 1L;

  public Forbidden(String detail) {
    super(detail);
  }

  @Override
  public int status() {
    return 403;
  }

  @Override
  public String kind() {
    return "forbidden";
  }

  @Override
  public String title() {
    return "Forbidden";
  }
}
