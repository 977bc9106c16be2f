package io.herald.catalog;

/**
 * How much one check may still do. Schemas can refer to themselves and to one another, so that a
 * few lines ask for more steps than there is time for.
 */
final class Effort {

  /** Room for a body of the largest size; some tenths of a second. */
  private static final int MAX_STEPS = 500_000;

  private static final int MAX_DEPTH = 256;

  private static final ThreadLocal<Effort> PRESENT = new ThreadLocal<>();

  private int steps;
  private int depth;

  private Effort() {}

  /** Runs a check with a budget of its own. */
  static void bounded(Runnable check) {
    PRESENT.set(new Effort());
    try {
      check.run();
    } finally {
      PRESENT.remove();
    }
  }

  /**
   * One step begins; {@link #end} follows.
   *
   * @throws Exhausted where it is one too many
   */
  static void begin() {
    Effort effort = PRESENT.get();
    if (effort != null && (++effort.steps > MAX_STEPS || ++effort.depth > MAX_DEPTH)) {
      throw new Exhausted();
    }
  }

  static void end() {
    Effort effort = PRESENT.get();
    if (effort != null) {
      effort.depth--;
    }
  }

  /** The schema asks for too much. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
