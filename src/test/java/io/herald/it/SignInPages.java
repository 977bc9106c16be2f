package io.herald.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Where people sign in at an {@link IdentityProvider}: the authorization code flow with PKCE (RFC
 * 6749, section 4.1; RFC 7636) for one public client. A page asks; a code is good once, for who
 * asked for it with its challenge.
 */
final class SignInPages implements AutoCloseable {

  static final String CLIENT = "herald-console";

  private static final String FORM =
      "<!doctype html><title>Provider</title><h1>Provider</h1>"
          + "<a href=\"%s\">Continue as Jane</a> <a href=\"%s\">Cancel</a>";

  private final HttpServer server;
  private final Supplier<String> tokens;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  /**
   * @param tokens what Jane gets
   */
  SignInPages(Supplier<String> tokens) throws IOException {
    this.tokens = tokens;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  /** For a server whose console leads here. */
  Map<String, String> settings() {
    String keys = "herald.console.openid.";
    return Map.of(
        keys + "client-id", CLIENT,
        keys + "authorization-endpoint", address() + "/authorize",
        keys + "token-endpoint", address() + "/token");
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    boolean fits =
        CLIENT.equals(asked.get("client_id"))
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && asked.getOrDefault("scope", "").contains("openid");
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    String back = asked.get("redirect_uri") + "?state=" + encoded(asked.getOrDefault("state", ""));
    String page =
        FORM.formatted(
            (back + "&code=" + code).replace("&", "&amp;"),
            (back + "&error=access_denied&error_description=Jane+has+thought+better+of+it")
                .replace("&", "&amp;"));
    answer(exchange, fits ? 200 : 400, "text/html;charset=UTF-8", fits ? page : "refused");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
    boolean good =
        asked != null
            && "authorization_code".equals(form.get("grant_type"))
            && CLIENT.equals(form.get("client_id"))
            && form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))
            && challenge(form.getOrDefault("code_verifier", ""))
                .equals(asked.get("code_challenge"));
    URI page = URI.create(form.getOrDefault("redirect_uri", "http://nowhere.example"));
    exchange
        .getResponseHeaders()
        .set("Access-Control-Allow-Origin", page.getScheme() + "://" + page.getAuthority());
    answer(
        exchange,
        good ? 200 : 400,
        "application/json",
        good
            ? "{\"access_token\":\"" + tokens.get() + "\",\"token_type\":\"Bearer\"}"
            : "{\"error\":\"invalid_grant\"}");
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", UTF_8));
    }
    return parameters;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
