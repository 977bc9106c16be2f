package io.herald.problems;

/** No token, or none that is valid. */
public final class Unauthenticated extends Problem {

  private static final long serialVersionUID = 1L;

  public Unauthenticated(String detail) {
    super(detail);
  }

  @Override
  public int status() {
    return 401;
  }

  @Override
  public String kind() {
    return "unauthenticated";
  }

  @Override
  public String title() {
    return "Unauthenticated";
  }
}
