package io.herald.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.transport.PostRequest;
import io.herald.webhooks.OAuth2;
import io.herald.webhooks.OAuth2.ClientAuthentication;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for a token: RFC 6749, section 4.4.2. */
final class TokenRequest {

  private TokenRequest() {}

  static PostRequest of(OAuth2 client, Duration timeout) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    headers.put("User-Agent", Version.USER_AGENT);
    Map<String, @Nullable String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("scope", client.scope());
    form.put("audience", client.audience());
    form.put("resource", client.resource());
    if (client.clientAuthentication() == ClientAuthentication.POST) {
      form.put("client_id", client.clientId());
      form.put("client_secret", client.clientSecret());
    } else {
      headers.put("Authorization", basic(client));
    }
    return new PostRequest(client.tokenUrl(), headers, encoded(form).getBytes(UTF_8), timeout);
  }

  /** Both halves are form-encoded before they become Basic: RFC 6749, section 2.3.1. */
  private static String basic(OAuth2 client) {
    String both = encoded(client.clientId()) + ':' + encoded(client.clientSecret());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private static String encoded(Map<String, @Nullable String> form) {
    return form.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(field -> field.getKey() + '=' + encoded(String.valueOf(field.getValue())))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
