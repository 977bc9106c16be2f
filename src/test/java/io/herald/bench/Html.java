package io.herald.bench;

/** Text in HTML. */
final class Html {

  private Html() {}

  static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
