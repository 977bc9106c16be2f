package io.herald.transport;

/** The name of a header that a tenant adds to its requests: at most 128 characters. */
public record HeaderName(String text) {

  /** Each attempt in the log holds the names of what was sent. */
  public static final int LONGEST = 128;

  /**
   * @throws IllegalArgumentException with a sentence for the tenant
   */
  public HeaderName {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("A header name has at most " + LONGEST + " characters.");
    }
    RequestHeaders.checkAdded(text);
  }

  /** Reads the written form. */
  public static HeaderName parse(String text) {
    return new HeaderName(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
