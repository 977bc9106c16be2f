package io.herald.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells a server secrets in every way that there is, and looks for them in what it writes. Each is
 * a text that a search finds again; those that the server makes are learnt from its answers.
 */
final class Secrets {

  private static final String OURS = "own-webhook-secret-7c2e9a41d0b83f56";
  private static final String NEXT = "next-webhook-secret-5d1f8b7ac3e92046";
  private static final String PRIVATE = "private-key-secret-0a1b2c3d4e5f6";
  private static final String MASTER = "master-secret-key-91b3d5f7a9c1e3";
  private static final String HEADER = "header-secret-b41d7f";
  private static final String PASSWORD = "basic-secret-c2a86e";
  private static final String BEARER = "bearer-secret-d93f15";
  private static final String API_KEY = "apikey-secret-e07b2c";
  private static final String DB_PASSWORD = "database-secret-f15a3d";
  private static final String UNUSABLE = "unusable-secret-0c6e4b";
  private static final String IN_BODY = "body-secret-1d7f5c";
  private static final String IN_URL = "url-secret-2e806d";

  /** Of a server that is to be told these. */
  static final Map<String, String> SETTINGS =
      Map.of("herald.secret-key", base64(MASTER), "herald.db.password", DB_PASSWORD);

  /** What must be kept nowhere in clear, by what it is. */
  private final Map<String, String> known = new LinkedHashMap<>();

  private final Tenant tenant;
  private final String jwt;
  private final StringBuilder refusals = new StringBuilder();

  Secrets(Tenant tenant, String jwt) {
    this.tenant = tenant;
    this.jwt = jwt;
    known.put("webhook secret", OURS);
    known.put("webhook secret, base64", base64(OURS));
    known.put("next webhook secret", NEXT);
    known.put("next webhook secret, base64", base64(NEXT));
    known.put("private key", PRIVATE);
    known.put("private key, base64", base64(PRIVATE));
    known.put("secret key", MASTER);
    known.put("secret key, base64", base64(MASTER));
    known.put("header", HEADER);
    known.put("password", PASSWORD);
    known.put("credentials, base64", base64("herald:" + PASSWORD));
    known.put("bearer token", BEARER);
    known.put("API key", API_KEY);
    known.put("database password", DB_PASSWORD);
    known.put("unusable secret", UNUSABLE);
    known.put("unusable secret, base64", base64(UNUSABLE));
    known.put("administrator's token", TestServers.ADMIN_TOKEN);
    known.put("tenant's token", tenant.api().token());
    known.put("JWT", jwt);
  }

  /**
   * All flows, and what goes wrong in them.
   *
   * @param patiently makes a call again where there were too many
   */
  void tellEverywhere(URI receiver, Calls patiently) {
    Api api = tenant.api();
    for (String auth :
        new String[] {
          "{\"type\":\"basic\",\"username\":\"herald\",\"password\":\"" + PASSWORD + "\"}",
          "{\"type\":\"bearer\",\"token\":\"" + BEARER + "\"}",
          "{\"type\":\"apiKey\",\"key\":\"" + API_KEY + "\"}"
        }) {
      String webhook =
          "{\"callbackUrl\":\"%s\",\"retrySchedule\":[],\"signature\":\"both\",\"headers\":{\"X-Own\":\"%s\"},\"auth\":%s}"
              .formatted(receiver, HEADER, auth);
      use(patiently.make(() -> api.post("/v1/webhooks", webhook)).expect(200).json(), patiently);
    }
    String nowhere = "{\"callbackUrl\":\"http://127.0.0.1:1/?key=%s\",\"retrySchedule\":[]}";
    use(
        patiently
            .make(() -> api.post("/v1/webhooks", nowhere.formatted(IN_URL)))
            .expect(200)
            .json(),
        patiently);
    moveIn(receiver, patiently);
    access(patiently);
    provokeRefusals(patiently);
  }

  private void use(JsonObject registered, Calls patiently) {
    known.put("made secret " + known.size(), registered.getString("secret"));
    TestWebhook webhook =
        new TestWebhook(
            tenant.api(),
            registered.getJsonNumber("id").longValueExact(),
            registered.getString("secret"),
            URI.create(registered.getString("callbackUrl")));
    Reply ping = patiently.make(() -> tenant.api().post(webhook.address() + "/ping")).expect(202);
    long delivery = ping.json().getJsonNumber("id").longValueExact();
    String log = webhook.address() + "/deliveries/" + delivery;
    Reply done =
        patiently.until(
            () -> tenant.api().get(log), reply -> !reply.body().contains("\"pending\""));
    assertNotIn("the delivery log", done.body());
    String rotation = webhook.address() + "/secret";
    String own = "{\"overlap\":\"PT1H\",\"secret\":\"whsec_" + base64(NEXT) + "\"}";
    patiently.make(() -> tenant.api().post(rotation, own)).expect(200);
    Reply rotated = patiently.make(() -> tenant.api().post(rotation, "{}")).expect(200);
    known.put("rotated secret " + known.size(), rotated.json().getString("secret"));
    assertNotIn(
        "the webhook",
        patiently.make(() -> tenant.api().get(webhook.address())).expect(200).body());
  }

  private void moveIn(URI receiver, Calls patiently) {
    String webhook =
        "{\"callbackUrl\":\"%s\",\"secret\":\"whsec_%s\",\"privateKey\":\"whsk_%s\",\"headers\":{\"X-Own\":\"%s\"}}"
            .formatted(receiver, base64(OURS), base64(PRIVATE), HEADER);
    Api api = tenant.api();
    patiently
        .make(() -> api.post("/v1/webhooks/import", "{\"webhooks\":[" + webhook + "]}"))
        .expect(200);
    Reply clear = patiently.make(() -> api.get("/v1/webhooks/export?secrets=true")).expect(200);
    assertThat(clear.body()).contains(base64(OURS), base64(PRIVATE), HEADER, PASSWORD, BEARER);
    assertNotIn(
        "an export", patiently.make(() -> api.get("/v1/webhooks/export")).expect(200).body());
    assertNotIn("the list", patiently.make(() -> api.get("/v1/webhooks")).expect(200).body());
    patiently
        .make(
            () ->
                api.post(
                    "/v1/events",
                    "{\"type\":\"a.b\",\"organizationId\":\"%s\",\"data\":{\"note\":\"%s\"}}"
                        .formatted(tenant.id(), IN_BODY)))
        .expect(202);
  }

  private void access(Calls patiently) {
    Api api = tenant.api();
    JsonObject token =
        patiently
            .make(() -> api.post("/v1/tokens", "{\"name\":\"a\",\"role\":\"viewer\"}"))
            .expect(201)
            .json();
    JsonObject link = patiently.make(() -> api.post("/v1/portal-links", "{}")).expect(201).json();
    known.put("token", token.getString("token"));
    known.put("portal link", link.getString("token"));
    for (String bearer : new String[] {token.getString("token"), link.getString("token"), jwt}) {
      patiently.make(() -> api.as(bearer).get("/v1/me")).expect(200);
      note(patiently.make(() -> api.as(bearer).post("/v1/users", "{}")));
    }
    note(patiently.make(() -> api.as("x" + jwt).get("/v1/me")));
    patiently.make(() -> api.delete("/v1/tokens/" + token.getJsonNumber("id"))).expect(204);
    note(patiently.make(() -> api.as(token.getString("token")).get("/v1/me")));
    assertNotIn("the list of tokens", patiently.make(() -> api.get("/v1/tokens")).body());
    assertNotIn("the list of links", patiently.make(() -> api.get("/v1/portal-links")).body());
    assertNotIn("the audit log", patiently.make(() -> api.get("/v1/audit?size=100")).body());
  }

  private void provokeRefusals(Calls patiently) {
    Api api = tenant.api();
    String url = "\"callbackUrl\":\"https://127.0.0.1:1/\"";
    for (String webhook :
        new String[] {
          "{\"secret\":\"whsec_" + base64(OURS) + "\",",
          "{" + url + ",\"secret\":\"whsec_" + base64(OURS) + "\"}",
          "{" + url + ",\"headers\":{\"X-Own\":\"" + HEADER + "\\n\"}}",
          "{" + url + ",\"headers\":[\"" + HEADER + "\"]}",
          "{" + url + ",\"auth\":\"" + BEARER + "\"}",
          "{" + url + ",\"auth\":{\"type\":\"bearer\",\"token\":\"" + BEARER + "\\n\"}}",
          "{"
              + url
              + ",\"auth\":{\"type\":\"basic\",\"username\":\"a:b\",\"password\":\""
              + PASSWORD
              + "\"}}",
          "{" + url + ",\"timeout\":\"" + HEADER + "\"}",
          "{\"callbackUrl\":\"ftp://a:" + PASSWORD + "@b/\"}"
        }) {
      note(patiently.make(() -> api.post("/v1/webhooks", webhook)));
    }
    for (String secret : new String[] {"whsec_" + base64(UNUSABLE), "whsk_" + UNUSABLE, UNUSABLE}) {
      String imported = "{\"webhooks\":[{" + url + ",\"secret\":\"" + secret + "\"}]}";
      note(patiently.make(() -> api.post("/v1/webhooks/import", imported)));
      String key = "{\"webhooks\":[{" + url + ",\"privateKey\":\"" + secret + "\"}]}";
      note(patiently.make(() -> api.post("/v1/webhooks/import", key)));
    }
    String event =
        "{\"type\":\"a.b\",\"organizationId\":\"x\",\"data\":{\"note\":\"" + IN_BODY + "\"}}";
    note(patiently.make(() -> api.post("/v1/events", event)));
    note(patiently.make(() -> api.post("/v1/events", event + BEARER)));
  }

  private void note(Reply refusal) {
    assertThat(refusal.status()).as(refusal.body()).isBetween(400, 499);
    refusals.append(refusal.body()).append(refusal.headers().map()).append('\n');
  }

  String refusals() {
    return refusals.toString();
  }

  /** That the search searches: what a message says and where it goes is kept as it is. */
  void assertFindsWhatIsNotSecretIn(String tables) {
    assertThat(tables).contains(IN_BODY, IN_URL, tenant.name());
  }

  /** Nothing that was told is in it, not even what only passes through. */
  void assertNotTold(String where, String text) {
    assertNotIn(where, text);
    for (String passing : new String[] {IN_BODY, IN_URL}) {
      assertThat(text.contains(passing)).as("%s in %s", passing, where).isFalse();
    }
  }

  /** Nothing that is secret is in it, neither as text nor in hexadecimal digits. */
  void assertNotIn(String where, String text) {
    assertThat(text).as(where).isNotNull();
    String lowerCase = text.toLowerCase(Locale.ROOT);
    known.forEach(
        (what, secret) -> {
          assertThat(text.contains(secret)).as("%s in %s", what, where).isFalse();
          assertThat(lowerCase.contains(HexFormat.of().formatHex(secret.getBytes(UTF_8))))
              .as("%s in %s, in hexadecimal digits", what, where)
              .isFalse();
        });
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** How calls are made. */
  interface Calls {
    Reply until(Supplier<Reply> call, Predicate<Reply> condition);

    default Reply make(Supplier<Reply> call) {
      return until(call, reply -> true);
    }
  }
}
