package io.herald.it;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of each kind of thing that a path of the API can name, of a tenant of their own.
 *
 * @param byCollection their ids, by the segment that comes before them
 */
record FuzzThings(Tenant tenant, Map<String, String> byCollection) {

  private static final Pattern PARAMETER = Pattern.compile("([a-z-]+)/\\{\\w+}");

  /** A webhook of which alone the paths behind it make sense. */
  private static final String POLLED = "/poll";

  static FuzzThings below(Api root) {
    Tenant tenant = Tenant.below(root);
    Api api = tenant.api();
    Tenant child = tenant.child();
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("organizations", child.id());
    ids.put("users", child.user("fuzz" + System.nanoTime()));
    ids.put("members", child.user("fuzz" + System.nanoTime()));
    ids.put("groups", "operators");
    api.put("/v1/organizations/" + child.id() + "/groups/operators").expect(204);
    api.put(
            "/v1/organizations/%s/groups/operators/members/%s"
                .formatted(child.id(), ids.get("members")))
        .expect(204);
    ids.put("tokens", number(api.post("/v1/tokens", "{\"name\":\"x\",\"role\":\"viewer\"}")));
    ids.put("portal-links", number(api.post("/v1/portal-links", "{}")));
    String type = "fuzz.t" + System.nanoTime();
    api.post(
            "/v1/event-types",
            "{\"name\":\"%s\",\"organizationId\":\"%s\",\"example\":{\"id\":7}}"
                .formatted(type, tenant.id()))
        .expect(201);
    ids.put("event-types", type);
    addDelivery(api, ids);
    ids.put(POLLED, number(api.post("/v1/webhooks", "{\"delivery\":\"poll\"}")));
    return new FuzzThings(tenant, ids);
  }

  private static void addDelivery(Api api, Map<String, String> ids) {
    JsonObject registered =
        api.post(
                "/v1/webhooks",
                "{\"callbackUrl\":\"https://127.0.0.1:1/fuzz\",\"retrySchedule\":[]}")
            .expect(200)
            .json();
    TestWebhook webhook =
        new TestWebhook(
            api,
            registered.getJsonNumber("id").longValueExact(),
            registered.getString("secret"),
            URI.create("https://127.0.0.1:1/fuzz"));
    long delivery = webhook.ping();
    ids.put("webhooks", String.valueOf(webhook.id()));
    ids.put("deliveries", String.valueOf(delivery));
    ids.put("messages", webhook.finished(delivery).getString("messageId"));
    ids.put(
        "replays",
        number(api.post(webhook.address() + "/replays", "{\"since\":\"2026-01-01T00:00:00Z\"}")));
  }

  /** The path to one of these. */
  String path(Operation operation) {
    if (operation.path().endsWith(POLLED)) {
      return "/v1/webhooks/" + byCollection.get(POLLED) + POLLED;
    }
    return PARAMETER
        .matcher(operation.path())
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) + "/" + byCollection.getOrDefault(found.group(1), "0")));
  }

  /** What members of a body are to be, in JSON. */
  Map<String, String> members() {
    String own = "\"" + tenant.id() + "\"";
    String type = "\"" + byCollection.get("event-types") + "\"";
    return Map.of(
        "organizationId", own,
        "organizationid", own,
        "parentId", own,
        "eventType", type,
        "clientCertificate", "null"); // the document's is an abbreviation
  }

  private static String number(Reply made) {
    return made.json().getJsonNumber("id").toString();
  }
}
