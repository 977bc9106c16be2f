package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The wire contract, section 3. */
@ExtendWith(RunningHerald.class)
class DirectoryApiIT {

  private final Api api;
  private final String name = UUID.randomUUID().toString();
  private final JsonObject organization;
  private final String id;

  DirectoryApiIT(Api api) {
    this.api = api;
    organization =
        api.post("/v1/organizations", "{\"name\":\"" + name + "\",\"seats\":2}").expect(201).json();
    id = organization.getString("id");
  }

  @Test
  void anOrganizationHasTheDocumentedShape() {
    assertThat(organization.keySet())
        .containsExactly("id", "name", "parentId", "seats", "createdAt", "updatedAt");
    assertThat(id).matches("^org_[0-9a-z]{25}$");
    assertThat(organization.getString("parentId"))
        .isEqualTo(api.get("/v1/me").json().getString("organizationId"));
    assertThat(api.get("/v1/organizations/" + id).expect(200).json()).isEqualTo(organization);
  }

  @Test
  void aListHasThePageShape() {
    JsonObject page = api.get("/v1/organizations?name=" + name).expect(200).json();
    assertThat(page.keySet())
        .containsExactly("content", "totalElements", "totalPages", "size", "number");
    assertThat(page.getJsonArray("content")).containsExactly(organization);
    assertThat(page.getInt("size")).isEqualTo(20);
    assertThat(page.getInt("number")).isZero();
  }

  @Test
  void anOrganizationIsChangedAndDeleted() {
    JsonObject changed =
        api.patch("/v1/organizations/" + id, "{\"seats\":null}").expect(200).json();
    assertThat(changed.get("seats")).isEqualTo(JsonValue.NULL);
    assertThat(changed.getString("name")).isEqualTo(name);

    String user = user("u").getString("id");
    api.delete("/v1/organizations/" + id).expect(204);
    api.get("/v1/organizations/" + id).expect(404);
    api.get("/v1/users/" + user).expect(404);
    api.delete("/v1/organizations/" + id).expect(404);
  }

  @Test
  void aUserLivesItsLife() {
    JsonObject user = user("ada");
    assertThat(user.keySet())
        .containsExactly(
            "id",
            "username",
            "email",
            "organizationId",
            "disabled",
            "firstLoginAt",
            "createdAt",
            "updatedAt");
    String path = "/v1/users/" + user.getString("id");
    assertThat(user.getString("id")).matches("^user_[0-9a-z]{25}$");
    assertThat(user.get("firstLoginAt")).isEqualTo(JsonValue.NULL);

    api.post(path + "/logins").expect(204);
    String firstLogin = api.get(path).expect(200).json().getString("firstLoginAt");
    api.post(path + "/logins").expect(204);
    assertThat(api.get(path).json().getString("firstLoginAt")).isEqualTo(firstLogin);

    assertThat(api.post(path + "/disable").expect(200).json().getBoolean("disabled")).isTrue();
    api.post(path + "/logins").expect(409);
    assertThat(api.post(path + "/enable").expect(200).json().getBoolean("disabled")).isFalse();

    JsonObject changed = api.patch(path, "{\"email\":\"new@example.org\"}").expect(200).json();
    assertThat(changed.getString("email")).isEqualTo("new@example.org");
    assertThat(changed.getString("username")).isEqualTo("ada");

    api.delete(path).expect(204);
    api.get(path).expect(404);
  }

  @Test
  void seatsRunOut() {
    user("a");
    user("b");
    api.post("/v1/users", userBody("c")).expect(409);
    api.patch("/v1/organizations/" + id, "{\"seats\":1}").expect(409);
  }

  @Test
  void groupsHaveMembers() {
    String groups = "/v1/organizations/" + id + "/groups";
    String user = user("ada").getString("id");

    api.put(groups + "/the%20operators").expect(204);
    api.put(groups + "/the%20operators").expect(204);
    api.put(groups + "/the%20operators/members/" + user).expect(204);

    JsonObject group = api.get(groups).expect(200).array().getJsonObject(0);
    assertThat(group.getString("name")).isEqualTo("the operators");
    assertThat(group.getInt("memberCount")).isEqualTo(1);
    assertThat(api.get(groups + "/the%20operators/members").expect(200).body()).contains(user);

    api.delete(groups + "/the%20operators/members/" + user).expect(204);
    api.delete(groups + "/the%20operators/members/" + user).expect(404);
    api.delete(groups + "/the%20operators").expect(204);
    assertThat(api.get(groups).expect(200).array()).isEmpty();
    api.delete(groups + "/the%20operators").expect(404);
  }

  private JsonObject user(String username) {
    return api.post("/v1/users", userBody(username)).expect(201).json();
  }

  private String userBody(String username) {
    return "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"organizationId\":\"%s\"}"
        .formatted(username, username, id);
  }
}
