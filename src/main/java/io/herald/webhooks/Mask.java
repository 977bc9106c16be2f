package io.herald.webhooks;

import io.herald.problems.Rejected;
import org.jspecify.annotations.Nullable;

/** What stands where a secret value would. */
public final class Mask {

  /** The same whatever it hides: its length tells nothing. */
  public static final String TEXT = "********";

  private Mask() {}

  /**
   * The value as it was where a client sends the mask back.
   *
   * @param before null: there was none
   * @throws Rejected where there was none
   */
  static String lift(String pointer, String value, @Nullable String before) {
    if (!value.equals(TEXT)) {
      return value;
    }
    if (before == null) {
      throw new Rejected(
          pointer, "This is what hides a value, not the value; send the value itself.");
    }
    return before;
  }
}
