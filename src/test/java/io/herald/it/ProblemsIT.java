package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
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
        "tokens|{\"name\":\"a\",\"role\":\"admin\",\"organizationId\":true}|/organizationId",
        "organizations|{\"name\":\"a\",\"seats\":1e400}|/seats",
        "organizations|{\"name\":\"a\",\"seats\":-99999999999999999999}|/seats",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"name\":\"a\\u0000b\"}|/name",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\\u0000\"}|/callbackUrl",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"eventTypes\":[\"a\",\"\\u0000\"]}|/eventTypes/1",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"rateLimit\":1e999}|/rateLimit",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"timeout\":\"P99999999999D\"}|/timeout",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"nonsense\":1}|/nonsense",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"auth\":{\"type\":\"bearer\",\"token\":\"a\",\"nonsense\":1}}|/auth/nonsense",
        "events|{\"type\":\"a\",\"organizationId\":\"org_0000000000000000000000000\",\"data\":{},\"nonsense\":1}|/nonsense"
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

  @ParameterizedTest
  @ValueSource(strings = {"users", "organizations", "tokens", "webhooks", "events", "event-types"})
  void refusesWhatNestsTooDeep(String resource) {
    String deep = "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}";
    String endless = "[".repeat(200_000);
    for (String body : new String[] {deep, endless}) {
      Reply reply = api.post("/v1/" + resource, body);
      assertProblem(reply, 400, "bad-request");
      assertThat(reply.body()).contains("levels");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "organizations", "tokens", "webhooks", "event-types"})
  void refusesNumbersThatWouldTakeLongToRead(String resource) {
    for (String number : new String[] {"1e1000000000", "9".repeat(100_000)}) {
      assertProblem(api.post("/v1/" + resource, "{\"name\":" + number + "}"), 400, "bad-request");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"eventTypes\":%s}|422",
        "webhooks|{\"callbackUrl\":\"https://127.0.0.1:1/\",\"retrySchedule\":%s}|422",
        "webhooks/import|{\"webhooks\":%s}|422",
        "users|%s|400",
        "events|%s|422",
        "users|{\"username\":%s}|422"
      })
  void refusesTenThousandElements(String resource, String body, int status) {
    String elements = "[" + "\"a\",".repeat(9_999) + "\"a\"]";
    Reply reply = api.post("/v1/" + resource, body.formatted(elements));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).hasSizeLessThan(20_000);
  }

  @Test
  void noHeaderMakesItAnotherMethod() {
    String path = created("/v1/tokens", "{\"name\":\"a\",\"role\":\"viewer\"}", 201);
    for (String header :
        new String[] {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
      assertProblem(
          api.send(api.request(path).header(header, "DELETE").POST(BodyPublishers.noBody())),
          405,
          "method-not-allowed");
      api.send(api.request("/v1/me?_method=DELETE").header(header, "DELETE").GET()).expect(200);
    }
    api.delete(path).expect(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "application/json;q=nonsense", "application/json, ;", "a/b;q=2"})
  void refusesAnAcceptThatIsNone(String accept) {
    assertProblem(
        api.send(api.request("/v1/users").header("Accept", accept).GET()), 406, "not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "If-None-Match"})
  void refusesEntityTagsThatAreNone(String header) {
    String webhook = created("/v1/webhooks", "{\"callbackUrl\":\"https://127.0.0.1:1/\"}", 200);
    Reply reply = api.send(api.request(webhook).header(header, "nonsense").GET());
    assertThat(reply.status()).as(reply.body()).isIn(200, 400, 412); // RESTEasy reads it as a tag
    api.send(api.request(webhook).header("If-Match", "\"0\"").GET()).expect(412);
    api.delete(webhook).expect(204);
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
  void takesARequestWithoutABodyWhereNothingIsDemandedOfIt() {
    String webhook = created("/v1/webhooks", "{\"callbackUrl\":\"https://127.0.0.1:1/\"}", 200);
    assertThat(api.post(webhook + "/secret").expect(200).json().getString("secret"))
        .startsWith("whsec_");
    for (BodyPublisher empty :
        List.of(
            BodyPublishers.noBody(), BodyPublishers.ofInputStream(InputStream::nullInputStream))) {
      Reply rotated =
          api.send(
              api.request(webhook + "/secret")
                  .header("Content-Type", "application/json")
                  .POST(empty));
      assertThat(rotated.expect(200).json().getString("secret")).startsWith("whsec_");
    }
    assertProblem(
        api.post(webhook + "/secret", "{\"overlap\":\"P8D\"}"), 422, "rejected"); // it is read
    api.delete(webhook).expect(204);
    JsonObject link = api.post("/v1/portal-links").expect(201).json();
    api.delete("/v1/portal-links/" + link.getJsonNumber("id")).expect(204);
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

  @ParameterizedTest
  @ValueSource(
      strings = {"users", "organizations", "tokens", "portal-links", "event-types", "audit"})
  void pagesBeyondTheEndAreEmpty(String resource) {
    assertThat(
            api.get("/v1/" + resource + "?page=10000000&size=100")
                .expect(200)
                .json()
                .getJsonArray("content"))
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

  /** The path of what was made there. */
  private String created(String collection, String body, int status) {
    return collection + "/" + api.post(collection, body).expect(status).json().getJsonNumber("id");
  }
}
