package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningHerald.class)
class WebhooksApiIT {

  private static final String URL = "https://example.com/hook";

  private final Api root;
  private final String organization;
  private final Api api;

  /** An organization of this test's own, with its administrator. */
  WebhooksApiIT(Api root) {
    this.root = root;
    organization = newOrganization();
    api = root.as(token(organization, "admin"));
  }

  @Test
  void registeringAnswers200AndIsTheOnlyPlaceThatShowsTheSecret() {
    JsonObject registered =
        api.post(
                "/v1/webhooks",
                """
                {"callbackUrl": "https://example.com/hook", "name": "demo", "description": "a test",
                 "eventTypes": ["sync.user", "order.*"]}""")
            .expect(200)
            .json();

    assertThat(registered.getString("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(registered.getString("callbackUrl")).isEqualTo(URL);
    assertThat(registered.getBoolean("active")).isTrue();
    assertThat(registered.getString("organizationId")).isEqualTo(organization);
    assertThat(registered.getString("createdAt")).endsWith("Z");
    long id = registered.getJsonNumber("id").longValueExact();
    assertThat(id).isBetween(1L, (1L << 53) - 1);
    JsonObject withoutSecret = Json.createObjectBuilder(registered).remove("secret").build();
    assertThat(api.get("/v1/webhooks/" + id).expect(200).json()).isEqualTo(withoutSecret);
    assertThat(api.get("/v1/webhooks").expect(200).array()).containsExactly(withoutSecret);
  }

  @Test
  void listsAreOfOneOrganization() {
    register(api);
    String child = newOrganizationBelow(organization);
    api.post("/v1/webhooks", body(child)).expect(200);

    assertThat(api.get("/v1/webhooks").expect(200).array()).hasSize(1);
    JsonObject ofChild =
        api.get("/v1/webhooks?organizationId=" + child).expect(200).array().getJsonObject(0);
    assertThat(ofChild.getString("organizationId")).isEqualTo(child);
    api.get("/v1/webhooks?organizationId=org_1").expect(400);
    api.get("/v1/webhooks?organizationId=" + newOrganization()).expect(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/callbackUrl | {}",
        "/callbackUrl | {'callbackUrl': null}",
        "/callbackUrl | {'callbackUrl': 'nonsense'}",
        "/callbackUrl | {'callbackUrl': 'ftp://example.com'}",
        "/callbackUrl | {'callbackUrl': 'https://10.0.0.1/'}",
        "/callbackUrl | {'callbackUrl': 'https://user:secret@example.com/'}",
        "/name | {'callbackUrl': 'https://example.com', 'name': 1}",
        "/description | {'callbackUrl': 'https://example.com', 'description': ['a']}",
        "/eventTypes | {'callbackUrl': 'https://example.com', 'eventTypes': 'a'}",
        "/eventTypes/1 | {'callbackUrl': 'https://example.com', 'eventTypes': ['a', 'a b']}",
        "/active | {'callbackUrl': 'https://example.com', 'active': 'yes'}",
        "/organizationId | {'callbackUrl': 'https://example.com', 'organizationId': 'org_1'}",
        "/secret | {'callbackUrl': 'https://example.com', 'secret': 'whsec_x'}",
      })
  void invalidFieldsAreNamed(String pointer, String body) {
    Reply reply = api.post("/v1/webhooks", body.replace('\'', '"')).expect(422);

    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(pointers(reply)).containsExactly(pointer);
  }

  @Test
  void textThatIsTooLongIsNamed() {
    JsonObject body =
        Json.createObjectBuilder()
            .add("callbackUrl", URL)
            .add("name", "n".repeat(201))
            .add("description", "d".repeat(2001))
            .build();

    assertThat(pointers(api.post("/v1/webhooks", body).expect(422)))
        .containsExactlyInAnyOrder("/name", "/description");
  }

  @Test
  void anotherTenantsOrganizationCanNotBeNamed() {
    Reply reply = api.post("/v1/webhooks", body(newOrganization())).expect(422);

    assertThat(pointers(reply)).containsExactly("/organizationId");
  }

  @Test
  void whatIsNotJsonIs400() {
    api.post("/v1/webhooks", "{").expect(400);
    api.post("/v1/webhooks", "[]").expect(400);
  }

  @Test
  void aPatchChangesWhatItNames() {
    String path = register(api);

    JsonObject changed =
        api.patch(path, "{\"name\": \"renamed\", \"active\": false}").expect(200).json();

    assertThat(changed.getString("name")).isEqualTo("renamed");
    assertThat(changed.getBoolean("active")).isFalse();
    assertThat(changed.getString("deactivatedReason")).isEqualTo("by_hand");
    assertThat(changed.getString("callbackUrl")).isEqualTo(URL);
    JsonObject again = api.patch(path, "{\"name\": null, \"active\": true}").expect(200).json();
    assertThat(again.get("name")).isEqualTo(JsonValue.NULL);
    assertThat(again.get("deactivatedReason")).isEqualTo(JsonValue.NULL);
    assertThat(api.get(path).expect(200).json()).isEqualTo(again);
    assertThat(pointers(api.patch(path, "{\"callbackUrl\": \"https://10.0.0.1\"}").expect(422)))
        .containsExactly("/callbackUrl");
  }

  @Test
  void aPatchOfWhatSomebodyElseChangedIsRefused() {
    String path = register(api);
    String seen = api.get(path).expect(200).header("ETag");
    String now = api.patch(path, "{\"name\": \"first\"}").expect(200).header("ETag");

    patchIfMatch(path, seen, "{\"name\": \"second\"}").expect(412);
    assertThat(api.get(path).json().getString("name")).isEqualTo("first");
    String third = patchIfMatch(path, now, "{\"name\": \"third\"}").expect(200).header("ETag");
    api.send(api.request(path).header("If-None-Match", third)).expect(304);
  }

  @Test
  void aDeletedOneIsGone() {
    String path = register(api);

    assertThat(api.delete(path).expect(204).body()).isEmpty();

    api.get(path).expect(404);
    api.delete(path).expect(404);
    api.patch(path, "{}").expect(404);
    assertThat(api.get("/v1/webhooks").expect(200).array()).isEmpty();
  }

  @Test
  void rotationShowsTheNewSecretAndTheEndOfTheOld() {
    String path = register(api);
    assertThat(api.get(path + "/secret").expect(200).json().isNull("previousValidUntil")).isTrue();

    JsonObject rotated = api.post(path + "/secret", "{\"overlap\": \"PT1H\"}").expect(200).json();

    assertThat(api.get(path + "/secret").expect(200).json())
        .containsOnly(Map.entry("previousValidUntil", rotated.get("previousValidUntil")));
    assertThat(rotated.keySet()).containsExactlyInAnyOrder("secret", "previousValidUntil");
    assertThat(rotated.getString("secret")).startsWith("whsec_");
    assertThat(pointers(api.post(path + "/secret", "{\"overlap\": \"P8D\"}").expect(422)))
        .containsExactly("/overlap");
    assertThat(pointers(api.post(path + "/secret", "{\"secret\": \"hunter2\"}").expect(422)))
        .containsExactly("/secret");
  }

  @Test
  void anotherTenantsWebhookIsAsAbsentAsOneThatNeverWas() {
    String path = register(api);
    Api stranger = root.as(token(newOrganization(), "admin"));

    for (String absent : new String[] {path, "/v1/webhooks/1", "/v1/webhooks/nonsense"}) {
      stranger.get(absent).expect(404);
      stranger.patch(absent, "{\"name\": \"mine\"}").expect(404);
      stranger.delete(absent).expect(404);
      stranger.post(absent + "/secret", "{}").expect(404);
    }
    root.get(path).expect(200);
  }

  @Test
  void rolesDecide() {
    String path = register(api);
    Api viewer = root.as(token(organization, "viewer"));
    Api publisher = root.as(token(organization, "publisher"));

    viewer.get(path).expect(200);
    viewer.get("/v1/webhooks").expect(200);
    viewer.post("/v1/webhooks", "{\"callbackUrl\": \"%s\"}".formatted(URL)).expect(403);
    viewer.patch(path, "{}").expect(403);
    viewer.delete(path).expect(403);
    assertThat(viewer.post(path + "/secret", "{}").expect(403).json().getString("detail"))
        .endsWith("needed is one of: admin, portal.");
    publisher.get(path).expect(403);
    assertThat(api.anonymous().get(path).expect(401).header("WWW-Authenticate"))
        .startsWith("Bearer");
  }

  @Test
  void theWebhooksOfADeletedOrganizationGoWithIt() {
    String child = newOrganizationBelow(organization);
    long id =
        api.post("/v1/webhooks", body(child)).expect(200).json().getJsonNumber("id").longValue();

    api.delete("/v1/organizations/" + child).expect(204);

    api.get("/v1/webhooks/" + id).expect(404);
  }

  private Reply patchIfMatch(String path, String tag, String json) {
    return api.send(
        api.request(path)
            .header("If-Match", tag)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private static String register(Api api) {
    JsonObject registered =
        api.post("/v1/webhooks", "{\"callbackUrl\": \"%s\"}".formatted(URL)).expect(200).json();
    return "/v1/webhooks/" + registered.getJsonNumber("id");
  }

  private static String body(String organizationId) {
    return "{\"callbackUrl\": \"%s\", \"organizationId\": \"%s\"}".formatted(URL, organizationId);
  }

  private String newOrganization() {
    return created(root, "{\"name\": \"%s\"}".formatted(UUID.randomUUID()));
  }

  private String newOrganizationBelow(String parent) {
    return created(
        root, "{\"name\": \"%s\", \"parentId\": \"%s\"}".formatted(UUID.randomUUID(), parent));
  }

  private static String created(Api api, String body) {
    return api.post("/v1/organizations", body).expect(201).json().getString("id");
  }

  private String token(String organizationId, String role) {
    return root.post(
            "/v1/tokens",
            "{\"name\": \"test\", \"role\": \"%s\", \"organizationId\": \"%s\"}"
                .formatted(role, organizationId))
        .expect(201)
        .json()
        .getString("token");
  }

  private static List<String> pointers(Reply problem) {
    return problem.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
        .map(error -> error.getString("pointer"))
        .toList();
  }
}
