package io.herald.json;

/** Where a reader of JSON tells what is wrong with it. */
@FunctionalInterface
public interface JsonMistakes {

  /**
   * Tells of one.
   *
   * @param pointer from the value that is being read, JSON Pointer (RFC 6901); empty for itself
   * @param detail such as {@code must be text}
   */
  void add(String pointer, String detail);
}
