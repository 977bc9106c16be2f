package io.herald.transport;

/** The name of a header that a tenant adds to its requests. */
public record HeaderName(String text) {

  /**
   * @throws IllegalArgumentException with a sentence for the tenant
   */
  public HeaderName {
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
