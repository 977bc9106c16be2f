package io.herald.shaping;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One look of a filter at one message: what it has cost so far, and what it found. */
final class Evaluation {

  /** Array elements multiply comparisons: beyond this many the filter does not match. */
  private static final int MOST_COMPARISONS = 10_000;

  /** Characters that regular expressions may read, all together. */
  private static final int MOST_REGEX_CHARACTERS = 16 * 1024;

  private static final int MOST_CHECKS = 500;

  private final @Nullable List<FilterCheck> checks;
  private int comparisons;
  private int regexCharacters;

  /**
   * @param checks where each comparison is noted; null: a filter stops as soon as it knows
   */
  Evaluation(@Nullable List<FilterCheck> checks) {
    this.checks = checks;
  }

  boolean explains() {
    return checks != null;
  }

  /** Whether another comparison may be made. */
  boolean goesOn() {
    return ++comparisons <= MOST_COMPARISONS;
  }

  /** Whether a regular expression may read so many characters more. */
  boolean mayRead(int characters) {
    regexCharacters += characters;
    return regexCharacters <= MOST_REGEX_CHARACTERS;
  }

  void note(Supplier<FilterCheck> check) {
    if (checks != null && checks.size() < MOST_CHECKS) {
      checks.add(check.get());
    }
  }
}
