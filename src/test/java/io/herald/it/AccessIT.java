package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningHerald.class)
class AccessIT {

  private final Api api;

  AccessIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/me", "/v1/tokens", "/v1/users", "/v1/organizations", "/v1/webhooks"})
  void challengesWhoHasNoGoodToken(String path) {
    for (Api stranger : new Api[] {api.anonymous(), api.as("hrld_guessed")}) {
      Reply reply = stranger.get(path).expect(401);
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
      assertThat(reply.json().getString("type")).isEqualTo("urn:herald:problem:unauthenticated");
    }
  }

  @Test
  void doesNotTakeOtherSchemes() {
    api.send(
            api.anonymous().request("/v1/me").header("Authorization", "Basic " + api.token()).GET())
        .expect(401);
    api.send(api.request("/v1/me").header("Authorization", "Bearer another").GET()).expect(401);
  }

  @Test
  void aTokenIsShownOnceWorksAndIsRevoked() {
    JsonObject issued =
        api.post("/v1/tokens", "{\"name\":\"ci\",\"role\":\"viewer\"}").expect(201).json();
    Api viewer = api.as(issued.getString("token"));

    JsonObject me = viewer.get("/v1/me").expect(200).json();
    assertThat(me.keySet()).containsExactly("organizationId", "organizationName", "role");
    assertThat(me.getString("role")).isEqualTo("viewer");
    assertThat(api.get("/v1/tokens?size=100").expect(200).body())
        .contains(issued.getJsonNumber("id").toString())
        .doesNotContain(issued.getString("token"));

    api.delete("/v1/tokens/" + issued.getJsonNumber("id")).expect(204);
    viewer.get("/v1/me").expect(401);
    api.delete("/v1/tokens/" + issued.getJsonNumber("id")).expect(404);
  }

  @ParameterizedTest
  @CsvSource({
    "viewer,    GET,  /v1/users,         200",
    "viewer,    GET,  /v1/organizations, 200",
    "viewer,    POST, /v1/users,         403",
    "viewer,    POST, /v1/organizations, 403",
    "viewer,    GET,  /v1/tokens,        403",
    "publisher, GET,  /v1/me,            200",
    "publisher, GET,  /v1/users,         403",
    "publisher, POST, /v1/users,         403",
    "publisher, POST, /v1/tokens,        403"
  })
  void aRoleMayDoItsPart(String role, String method, String path, int status) {
    Api caller = token(role, null);
    Reply reply = method.equals("GET") ? caller.get(path) : caller.post(path, "{}");
    reply.expect(status);
  }

  @Test
  void aTenantReachesItsOwnAndWhatIsBelow() {
    String mine = organization(null);
    String below = organization(mine);
    String sibling = organization(null);
    Api tenant = token("admin", mine);

    assertThat(tenant.get("/v1/me").expect(200).json().getString("organizationId")).isEqualTo(mine);
    tenant.get("/v1/organizations/" + below).expect(200);
    tenant.get("/v1/organizations/" + sibling).expect(404);
    tenant.delete("/v1/organizations/" + sibling).expect(404);
    tenant.delete("/v1/organizations/" + mine).expect(409);
    tenant.get("/v1/users?organizationId=" + sibling).expect(404);
    tenant.get("/v1/tokens?organizationId=" + sibling).expect(404);
    tenant
        .post(
            "/v1/tokens",
            "{\"name\":\"x\",\"role\":\"admin\",\"organizationId\":\"" + sibling + "\"}")
        .expect(422);
    assertThat(tenant.get("/v1/organizations").expect(200).json().getInt("totalElements"))
        .isEqualTo(2);
  }

  @Test
  void tokensGoWithTheirOrganization() {
    String going = organization(null);
    Api tenant = token("admin", going);
    tenant.get("/v1/me").expect(200);

    api.delete("/v1/organizations/" + going).expect(204);

    tenant.get("/v1/me").expect(401);
  }

  private Api token(String role, @Nullable String organization) {
    String in = organization == null ? "" : ",\"organizationId\":\"" + organization + "\"";
    return api.as(
        api.post("/v1/tokens", "{\"name\":\"t\",\"role\":\"" + role + "\"" + in + "}")
            .expect(201)
            .json()
            .getString("token"));
  }

  private String organization(@Nullable String parent) {
    String below = parent == null ? "" : ",\"parentId\":\"" + parent + "\"";
    return api.post("/v1/organizations", "{\"name\":\"" + UUID.randomUUID() + "\"" + below + "}")
        .expect(201)
        .json()
        .getString("id");
  }
}
