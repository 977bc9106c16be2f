package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningHerald.class)
class ProblemsIT {

  private static final String ABSENT_ORGANIZATION = "org_0000000000000000000000000";
  private static final String ABSENT_USER = "user_0000000000000000000000000";

  private final Api api;

  ProblemsIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "users|{}|/username",
        "users|{}|/email",
        "users|{\"username\":null,\"email\":\"a@example.org\"}|/username",
        "users|{\"username\":\" \",\"email\":\"a@example.org\"}|/username",
        "users|{\"username\":\"a\\u0000\",\"email\":\"a@example.org\"}|/username",
        "users|{\"username\":7,\"email\":\"a@example.org\"}|/username",
        "users|{\"username\":\"a\",\"email\":\"a\"}|/email",
        "users|{\"username\":\"a\",\"email\":[]}|/email",
        "users|{\"username\":\"a\",\"email\":\"a@example.org\",\"organizationId\":\"1\"}|/organizationId",
        "users|{\"username\":\"a\",\"email\":\"a@example.org\",\"organizationId\":\"org_0000000000000000000000000\"}|/organizationId",
        "users|{\"username\":\"a\",\"email\":\"a@example.org\",\"disabled\":true}|/disabled",
        "organizations|{}|/name",
        "organizations|{\"name\":\"\"}|/name",
        "organizations|{\"name\":\"a\",\"seats\":-1}|/seats",
        "organizations|{\"name\":\"a\",\"seats\":1.5}|/seats",
        "organizations|{\"name\":\"a\",\"seats\":\"1\"}|/seats",
        "organizations|{\"name\":\"a\",\"seats\":99999999999}|/seats",
        "organizations|{\"name\":\"a\",\"parentId\":\"org_0000000000000000000000000\"}|/parentId",
        "organizations|{\"name\":\"a\",\"id\":1}|/id",
        "tokens|{\"name\":\"a\"}|/role",
        "tokens|{\"name\":\"a\",\"role\":\"root\"}|/role",
        "tokens|{\"role\":\"admin\"}|/name",
        "tokens|{\"name\":\"a\",\"role\":\"admin\",\"organizationId\":true}|/organizationId"
      })
  void namesTheFieldAtFault(String resource, String body, String pointer) {
    Reply reply = api.post("/v1/" + resource, body);
    assertProblem(reply, 422, "rejected");
    assertThat(reply.json().getJsonArray("errors").toString())
        .contains("\"pointer\":\"" + pointer + "\"");
  }

  @Test
  void namesAFieldThatIsTooLong() {
    String tooLong = "a".repeat(201);
    Reply reply =
        api.post("/v1/users", "{\"username\":\"" + tooLong + "\",\"email\":\"a@example.org\"}");
    assertProblem(reply, 422, "rejected");
    reply = api.post("/v1/organizations", "{\"name\":\"" + tooLong + "\"}");
    assertProblem(reply, 422, "rejected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "nul", "\"\"", "{\"name\":\"a\",\"name\":\"b\"}", "{}{}"})
  void refusesWhatIsNoJsonObject(String body) {
    for (String path : new String[] {"users", "organizations", "tokens", "webhooks"}) {
      assertProblem(api.post("/v1/" + path, body), 400, "bad-request");
    }
  }

  @Test
  void refusesARequestWithoutItsBody() {
    assertProblem(api.post("/v1/users"), 415, "unsupported-media-type");
    assertProblem(
        api.send(
            api.request("/v1/users")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody())),
        400,
        "bad-request");
  }

  @Test
  void refusesInvalidUtf8() {
    byte[] body = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xFF, '"', '}'};
    assertProblem(
        api.send(
            api.request("/v1/organizations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))),
        400,
        "bad-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void refusesOtherContentTypes(String type) {
    assertProblem(
        api.send(
            api.request("/v1/users")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}"))),
        415,
        "unsupported-media-type");
  }

  @Test
  void refusesABodyOverTheLimit() {
    assertProblem(api.post("/v1/users", " ".repeat((1 << 20) + 1)), 413, "too-large");
  }

  @Test
  void answersInJsonOnly() {
    assertProblem(
        api.send(api.request("/v1/users").header("Accept", "text/html").GET()),
        406,
        "not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/nothing",
        "/v1",
        "/v1/users/1",
        "/v1/users/" + ABSENT_USER,
        "/v1/organizations/x",
        "/v1/organizations/" + ABSENT_ORGANIZATION,
        "/v1/organizations/" + ABSENT_ORGANIZATION + "/groups",
        "/v1/users/" + ABSENT_USER + "/nothing"
      })
  void whatIsAbsentIsNotFound(String path) {
    assertProblem(api.get(path), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,    /v1/users",
    "DELETE, /v1/organizations",
    "POST,   /v1/me",
    "GET,    /v1/users/user_0000000000000000000000000/logins",
    "PATCH,  /v1/tokens"
  })
  void refusesAnotherMethod(String method, String path) {
    Reply reply = api.send(api.request(path).method(method, BodyPublishers.noBody()));
    assertProblem(reply, 405, "method-not-allowed");
    assertThat(reply.header("Allow")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "page=-1,               page",
    "page=x,                page",
    "page=99999999999,      page",
    "size=0,                size",
    "size=101,              size",
    "size=,                 size",
    "organizationId=1,      organizationId",
    "username=%00,          username"
  })
  void namesTheParameterAtFault(String query, String parameter) {
    Reply reply = api.get("/v1/users?" + query);
    assertProblem(reply, 400, "bad-request");
    assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo(parameter);
  }

  @Test
  void pagesBeyondTheEndAreEmpty() {
    assertThat(
            api.get("/v1/users?page=10000000&size=100").expect(200).json().getJsonArray("content"))
        .isEmpty();
  }

  @Test
  void aTakenNameIsAConflict() {
    String body = "{\"name\":\"" + UUID.randomUUID() + "\"}";
    api.post("/v1/organizations", body).expect(201);
    assertProblem(api.post("/v1/organizations", body), 409, "conflict");
  }

  private static void assertProblem(Reply reply, int status, String kind) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.json().getString("type")).isEqualTo("urn:herald:problem:" + kind);
    assertThat(reply.json().getInt("status")).isEqualTo(status);
    assertThat(reply.json().getString("title")).isNotBlank();
    assertThat(reply.json().getString("detail")).isNotBlank();
    assertThat(reply.body().toLowerCase(Locale.ROOT))
        .doesNotContain("exception", "io.herald", "select ");
  }
}
