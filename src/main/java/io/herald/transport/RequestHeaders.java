package io.herald.transport;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which request headers may be chosen from outside: RFC 9110 tokens that do not frame the message.
 */
public final class RequestHeaders {

  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-encoding",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> OURS = Set.of("user-agent", "x-hub-signature-256");

  private static final List<String> OUR_PREFIXES = List.of("webhook-", "herald-", "content-");

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private RequestHeaders() {}

  /**
   * Accepts a header that can be sent.
   *
   * @throws IllegalArgumentException with a sentence for the tenant; it does not repeat the value,
   *     which may be a secret
   */
  public static void check(String name, String value) {
    if (name.isEmpty() || !all(name, RequestHeaders::isTokenCharacter)) {
      throw new IllegalArgumentException(
          "A header name may hold letters, digits and " + TOKEN_MARKS + " only.");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("The header " + name + " cannot be set.");
    }
    if (!all(value, RequestHeaders::isValueCharacter)) {
      throw new IllegalArgumentException(
          "The value of header " + name + " may hold visible ASCII characters and spaces only.");
    }
  }

  /**
   * Accepts the name of a header that a tenant may add to its requests: none that frames the
   * message, says what it holds, or tells the receiver what Herald says about it.
   *
   * @throws IllegalArgumentException with a sentence for the tenant
   */
  public static void checkAdded(String name) {
    check(name, "");
    String lower = name.toLowerCase(Locale.ROOT);
    if (OURS.contains(lower) || OUR_PREFIXES.stream().anyMatch(lower::startsWith)) {
      throw new IllegalArgumentException("The header " + name + " cannot be set.");
    }
  }

  /** A stream would cost ten times as much, and each request has a dozen headers. */
  private static boolean all(String text, IntPredicate rule) {
    for (int i = 0; i < text.length(); i++) {
      if (!rule.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }

  private static boolean isValueCharacter(int c) {
    return (c >= 0x20 && c < 0x7f) || c == '\t';
  }
}
