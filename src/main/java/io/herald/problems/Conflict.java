package io.herald.problems;

/** What is asked for contradicts the present state. */
public final class Conflict extends Problem {

  private static final long serialVersionUID = 1L;

  public Conflict(String detail) {
    super(detail);
  }

  @Override
  public int status() {
    return 409;
  }

  @Override
  public String kind() {
    return "conflict";
  }

  @Override
  public String title() {
    return "Conflict";
  }
}
