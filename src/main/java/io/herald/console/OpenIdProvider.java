package io.herald.console;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where people of an enterprise sign in: the authorization code flow with PKCE of a public client
 * (RFC 7636), from the browser to the provider. Herald itself only sees the token that comes of it.
 */
record OpenIdProvider(URI authorization, URI token, String clientId, String scope) {

  private static final String KEYS = "herald.console.openid.";

  /** Empty where no {@code client-id} is set. */
  static Optional<OpenIdProvider> of(Settings settings) {
    return settings
        .optionalText(KEYS + "client-id")
        .map(
            clientId ->
                new OpenIdProvider(
                    endpoint(settings, "authorization-endpoint"),
                    endpoint(settings, "token-endpoint"),
                    clientId,
                    settings.text(KEYS + "scope")));
  }

  JsonObject json() {
    return Json.createObjectBuilder()
        .add("authorizationEndpoint", authorization.toString())
        .add("tokenEndpoint", token.toString())
        .add("clientId", clientId)
        .add("scope", scope)
        .build();
  }

  /** What the page must be allowed to call. */
  Stream<String> origins() {
    return Stream.of(token.getScheme() + "://" + token.getRawAuthority());
  }

  private static URI endpoint(Settings settings, String name) {
    String text = settings.text(KEYS + name);
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && ("https".equals(uri.getScheme()) || isLoopback(uri))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(KEYS + name, text, "it must be a URL");
    }
    throw new InvalidSetting(KEYS + name, text, "it must be an absolute https URL");
  }

  private static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme())
        && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
  }
}
