package io.herald.transport;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads callback URLs. Stricter than {@link URI} and than any browser: what two readers could
 * understand differently (odd spellings of addresses, back slashes, user names, dots at the end) is
 * refused, so that what was checked is what is connected to.
 */
final class CallbackUrlSyntax {

  private static final int MAX_LENGTH = 2048;
  private static final int MAX_HOST_LENGTH = 253;

  private static final Pattern URL =
      Pattern.compile("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?<authority>[^/?]*)(?<rest>.*)");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[^\\[\\]]*]|[^\\[\\]:]*)(:(?<port>.*))?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]+");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  private CallbackUrlSyntax() {}

  static CallbackUrl parse(String text) {
    refuseOddCharacters(text);
    Matcher url = URL.matcher(text);
    require(url.matches(), "The URL must be absolute, such as https://example.com/hook.");
    String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
    require(scheme.equals("https") || scheme.equals("http"), "The URL must begin with https://.");
    String authority = url.group("authority");
    require(authority.indexOf('@') < 0, "The URL must not hold a user name or a password.");
    Matcher parts = AUTHORITY.matcher(authority);
    require(parts.matches(), "The host of the URL is not valid.");

    boolean secure = scheme.equals("https");
    int port = port(parts.group("port"), secure);
    String written = parts.group("host");
    require(!written.isEmpty(), "The URL must name a host.");
    InetAddress literal = null;
    String host;
    if (written.startsWith("[")) {
      literal = ipv6(written);
      host = literal.getHostAddress();
    } else {
      host = asciiHost(written);
      if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
        literal = ipv4(host);
      }
    }
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String portPart = port == defaultPort(secure) ? "" : ":" + port;
    return new CallbackUrl(
        uri(scheme + "://" + bracketed + portPart + url.group("rest")),
        secure,
        host,
        port,
        literal);
  }

  private static void refuseOddCharacters(String text) {
    require(text.length() <= MAX_LENGTH, "The URL must not be longer than 2048 characters.");
    require(
        text.codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE),
        "The URL must not hold spaces, line breaks or invisible characters.");
    require(text.indexOf('\\') < 0, "The URL must not hold a back slash.");
    require(text.indexOf('#') < 0, "The URL must not hold a fragment (#).");
  }

  private static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }

  private static int port(@Nullable String written, boolean secure) {
    if (written == null) {
      return defaultPort(secure);
    }
    int port = PORT.matcher(written).matches() ? Integer.parseInt(written) : 0;
    require(port >= 1 && port <= 65_535, "The port of the URL must be from 1 to 65535.");
    return port;
  }

  /** International names by IDNA, which also folds full-width digits and dots into plain ones. */
  private static String asciiHost(String written) {
    String host;
    try {
      host = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The host of the URL is not a valid name.", e);
    }
    require(!host.endsWith("."), "The host of the URL must not end with a full stop.");
    require(host.length() <= MAX_HOST_LENGTH, "The host of the URL is too long.");
    for (String label : host.split("\\.", -1)) {
      require(LABEL.matcher(label).matches(), "The host of the URL is not a valid name.");
    }
    return host;
  }

  /** Resolvers read 127.1, 2130706433, 0177.0.0.1 and 0x7f.1 as addresses; no tenant needs to. */
  private static InetAddress ipv4(String host) {
    require(
        DOTTED_QUAD.matcher(host).matches(),
        "An IPv4 address in a URL is four decimal numbers, such as 203.0.113.7.");
    byte[] address = new byte[4];
    String[] numbers = host.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      int number = Integer.parseInt(numbers[i]);
      require(number <= 255, "The numbers of an IPv4 address go from 0 to 255.");
      address[i] = (byte) number;
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are an address
    }
  }

  private static InetAddress ipv6(String bracketed) {
    String inner = bracketed.substring(1, bracketed.length() - 1);
    require(inner.indexOf('%') < 0, "An IPv6 address in a URL must not name a zone.");
    require(IPV6.matcher(inner).matches(), "The IPv6 address in the URL is not valid.");
    try {
      return InetAddress.getByName(bracketed); // in brackets it is never looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("The IPv6 address in the URL is not valid.", e);
    }
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = new URI(new URI(text).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The URL is not valid: " + e.getReason() + ". Percent-encode such characters.", e);
    }
    require(
        uri.toString().length() <= MAX_LENGTH,
        "The URL must not be longer than 2048 characters, percent-encoded.");
    return uri;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
