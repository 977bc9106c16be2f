package io.herald.it;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.util.UUID;

/**
 * An organization of one test's own, seen by its own administrator: tests do not disturb each
 * other.
 *
 * @param api with the token of an administrator of this organization
 */
record Tenant(Api api, String id, String name) {

  /** A new one below the organization of {@code administrator}. */
  static Tenant below(Api administrator) {
    return create(administrator, Json.createObjectBuilder().build());
  }

  /** A new one with a seat limit. */
  static Tenant below(Api administrator, int seats) {
    return create(administrator, Json.createObjectBuilder().add("seats", seats).build());
  }

  /** A new one below this one. */
  Tenant child() {
    return below(api);
  }

  private static Tenant create(Api administrator, JsonObject limits) {
    String name = "tenant-" + UUID.randomUUID();
    JsonObject command = Json.createObjectBuilder(limits).add("name", name).build();
    String id = administrator.post("/v1/organizations", command).expect(201).json().getString("id");
    return new Tenant(administrator.as(token(administrator, id, "admin")), id, name);
  }

  /** The console's page about this organization, such as {@code webhooks}. */
  String page(String path) {
    return "organizations/" + id + "/" + path;
  }

  /** A client with a new token of this organization in another role. */
  Api as(String role) {
    return api.as(token(api, id, role));
  }

  private static String token(Api administrator, String organization, String role) {
    JsonObject command =
        Json.createObjectBuilder()
            .add("name", "test")
            .add("role", role)
            .add("organizationId", organization)
            .build();
    return administrator.post("/v1/tokens", command).expect(201).json().getString("token");
  }

  /** Registers a webhook of this organization, named "demo". */
  TestWebhook webhook(URI callbackUrl, String... eventTypes) {
    JsonArrayBuilder types = Json.createArrayBuilder();
    for (String type : eventTypes) {
      types.add(type);
    }
    JsonObject command =
        Json.createObjectBuilder()
            .add("name", "demo")
            .add("callbackUrl", callbackUrl.toString())
            .add("eventTypes", types)
            .build();
    return register(callbackUrl, command);
  }

  /**
   * Registers a webhook of this organization with these members.
   *
   * @param members a JSON object, with single quotes for the double ones
   */
  TestWebhook webhookWith(URI callbackUrl, String members) {
    try (JsonReader reader = Json.createReader(new StringReader(members.replace('\'', '"')))) {
      return register(
          callbackUrl,
          Json.createObjectBuilder(reader.readObject())
              .add("callbackUrl", callbackUrl.toString())
              .build());
    }
  }

  private TestWebhook register(URI callbackUrl, JsonObject command) {
    JsonObject registered = api.post("/v1/webhooks", command).expect(200).json();
    return new TestWebhook(
        api,
        registered.getJsonNumber("id").longValueExact(),
        registered.getString("secret"),
        callbackUrl);
  }

  /** Creates a user of this organization, with an address at example.com; returns its id. */
  String user(String username) {
    JsonObject command =
        Json.createObjectBuilder()
            .add("username", username)
            .add("email", username + "@example.com")
            .build();
    return api.post("/v1/users", command).expect(201).json().getString("id");
  }
}
