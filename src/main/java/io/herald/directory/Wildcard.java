package io.herald.directory;

/** A filter for text: equal, or where it holds {@code *}, which stands for any text, alike. */
final class Wildcard {

  private Wildcard() {}

  /** For {@code like … escape '!'}. */
  static String pattern(String filter) {
    return filter.replace("!", "!!").replace("%", "!%").replace("_", "!_").replace('*', '%');
  }
}
