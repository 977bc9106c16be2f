package io.herald.delivery;

/** Throws what no signature declares, as servers' interceptors do. */
final class Undeclared {

  private Undeclared() {}

  /** Throws it; "returns" for the sake of the compiler. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Exception> RuntimeException as(Exception thrown) throws E {
    throw (E) thrown;
  }
}
