package io.herald.json;

/** Text that every database and every reader of UTF-8 can hold. */
public final class Text {

  private Text() {}

  /** Whether {@code text} has neither a NUL, which PostgreSQL refuses, nor half a character. */
  public static boolean isSound(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
