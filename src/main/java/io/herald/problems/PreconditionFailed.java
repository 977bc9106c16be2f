package io.herald.problems;

/** What the client would change is no longer what it last saw ({@code If-Match}). */
public final class PreconditionFailed extends Problem {

  private static final long serialVersionUID = 1L;

  public PreconditionFailed(String detail) {
    super(detail);
  }

  @Override
  public int status() {
    return 412;
  }

  @Override
  public String kind() {
    return "precondition-failed";
  }

  @Override
  public String title() {
    return "Precondition failed";
  }
}
