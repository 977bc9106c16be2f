package io.herald.problems;

/** The request's body is over the size limit; it was not read to its end. */
public final class TooLarge extends Problem {

  private static final long serialVersionUID = 1L;

  /** About a body of more than {@code limit} bytes. */
  public TooLarge(long limit) {
    super("The body is larger than " + limit + " bytes.");
  }

  @Override
  public int status() {
    return 413;
  }

  @Override
  public String kind() {
    return "too-large";
  }

  @Override
  public String title() {
    return "Too large";
  }
}
