package io.herald.json;

import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a body, so that the client is told everything at once. */
final class Mistakes {

  /** A body of ten thousand wrong members gets no answer of ten thousand entries. */
  private static final int MAX_TOLD = 100;

  private final List<FieldError> errors = new ArrayList<>();
  private final boolean strict;

  Mistakes() {
    this(true);
  }

  /**
   * @param strict whether a member that is not known, or breaks a constraint, is a mistake
   */
  Mistakes(boolean strict) {
    this.strict = strict;
  }

  boolean strict() {
    return strict;
  }

  void add(String pointer, String detail) {
    if (errors.size() < MAX_TOLD) {
      errors.add(new FieldError(pointer, detail));
    }
  }

  int count() {
    return errors.size();
  }

  /** Does nothing where there is none. */
  void refuse() {
    if (!errors.isEmpty()) {
      FieldError first = errors.get(0);
      throw new Rejected(
          errors.size() == 1
              ? (first.pointer().isEmpty() ? "The body " : first.pointer() + " ") + first.detail()
              : "The body breaks " + errors.size() + " rules.",
          errors);
    }
  }
}
