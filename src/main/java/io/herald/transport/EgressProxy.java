package io.herald.transport;

import io.herald.settings.InvalidSetting;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The proxy that every attempt goes through. It opens a tunnel ({@code CONNECT}) for {@code https}
 * and {@code http} alike: what it says itself is then never taken for the receiver's answer.
 *
 * @param url {@code http://host:port}, to be resolved and connected to as it is: the operator's
 *     word
 */
record EgressProxy(CallbackUrl url) {

  static final String SETTING = "herald.egress.proxy";

  /** Reads the setting's value. */
  static EgressProxy parse(String text) {
    try {
      URI uri = new URI(text);
      boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
      if ("http".equalsIgnoreCase(uri.getScheme())
          && uri.getPort() > 0
          && bare
          && uri.getRawQuery() == null
          && uri.getRawUserInfo() == null) {
        return new EgressProxy(CallbackUrl.parse(text));
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // told below; a password in it is not shown
    }
    throw new InvalidSetting(SETTING, "it must be http://host:port, without user or path");
  }
}
