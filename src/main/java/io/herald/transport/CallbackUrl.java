package io.herald.transport;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A URL that a tenant may register, by its syntax alone: absolute, {@code http} or {@code https}, a
 * plain host, no user, no fragment, at most 2048 characters. Whether this installation posts there
 * is {@link AddressGuard}'s to say.
 */
public final class CallbackUrl {

  private final URI uri;
  private final boolean secure;
  private final String host;
  private final int port;
  private final @Nullable InetAddress literal;

  CallbackUrl(URI uri, boolean secure, String host, int port, @Nullable InetAddress literal) {
    this.uri = uri;
    this.secure = secure;
    this.host = host;
    this.port = port;
    this.literal = literal;
  }

  /**
   * Reads a URL and brings it into the form that is stored, shown and posted to: host in lower case
   * and ASCII (IDN), everything else percent-encoded.
   *
   * @throws IllegalArgumentException with a sentence for the tenant
   */
  public static CallbackUrl parse(String text) {
    return CallbackUrlSyntax.parse(text);
  }

  /** All ASCII, ready to be sent. */
  public URI uri() {
    return uri;
  }

  /** Whether it is {@code https}. */
  public boolean secure() {
    return secure;
  }

  String scheme() {
    return secure ? "https" : "http";
  }

  /** In lower case; an IPv6 address without brackets. */
  public String host() {
    return host;
  }

  /** The one that is connected to: 443 or 80 where the URL names none. */
  public int port() {
    return port;
  }

  /** The address, where the host is one rather than a name. */
  Optional<InetAddress> literal() {
    return Optional.ofNullable(literal);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CallbackUrl that && uri.equals(that.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
