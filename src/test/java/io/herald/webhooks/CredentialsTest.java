package io.herald.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.herald.json.RecordBinder;
import io.herald.json.StrictJson;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook-id",
        "Webhook-Signature",
        "webhook-anything",
        "x-hub-signature-256",
        "Herald-Attempt",
        "Host",
        "Content-Type",
        "content-length",
        "Connection",
        "Transfer-Encoding",
        "TE",
        "Upgrade",
        "Expect",
        "User-Agent",
        "Proxy-Authorization",
        "with space",
        "with:colon",
        "ümlaut",
        "",
      })
  void namesThatWouldBreakTheProtocolAreRefused(String name) {
    assertThat(pointers("{'headers': {'%s': 'v', 'X-Good': 'v'}}".formatted(name)))
        .containsExactly("/headers/" + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/headers/X-A | {'headers': {'X-A': 'line\\nbreak'}}",
        "/headers/X-A | {'headers': {'X-A': 'ü'}}",
        "/headers/x-a | {'headers': {'X-A': 'v', 'x-a': 'v'}}",
        "/headers | {'headers': ['X-A']}",
        "/headers/X-A | {'headers': {'X-A': 1}}",
        "/auth | {'auth': 'secret'}",
        "/auth/type | {'auth': {}}",
        "/auth/type | {'auth': {'type': 'digest'}}",
        "/auth/password | {'auth': {'type': 'basic', 'username': 'u'}}",
        "/auth/username | {'auth': {'type': 'basic', 'username': 'u:v', 'password': 'p'}}",
        "/auth/token | {'auth': {'type': 'basic', 'username': 'u', 'password': 'p', 'token': 't'}}",
        "/auth/token | {'auth': {'type': 'bearer', 'token': 'with space'}}",
        "/auth/token | {'auth': {'type': 'bearer', 'token': ''}}",
        "/auth/name | {'auth': {'type': 'apiKey', 'name': 'webhook-id', 'key': 'k'}}",
        "/auth/key | {'auth': {'type': 'apiKey', 'key': 'ü'}}",
        "/auth/tokenUrl | {'auth': {'type': 'oauth2', 'clientId': 'i', 'clientSecret': 's'}}",
        "/auth/tokenUrl | {'auth': {'type': 'oauth2', 'tokenUrl': 'ftp://e.org', 'clientId': 'i',"
            + " 'clientSecret': 's'}}",
        "/auth/clientSecret | {'auth': {'type': 'oauth2', 'tokenUrl': 'https://e.org', 'clientId':"
            + " 'i'}}",
        "/auth/clientId | {'auth': {'type': 'oauth2', 'tokenUrl': 'https://e.org', 'clientId': '',"
            + " 'clientSecret': 's'}}",
        "/auth/scope | {'auth': {'type': 'oauth2', 'tokenUrl': 'https://e.org', 'clientId': 'i',"
            + " 'clientSecret': 's', 'scope': 'a  b'}}",
        "/auth/resource | {'auth': {'type': 'oauth2', 'tokenUrl': 'https://e.org', 'clientId': 'i',"
            + " 'clientSecret': 's', 'resource': 'https://a#b'}}",
        "/auth/clientAuthentication | {'auth': {'type': 'oauth2', 'tokenUrl': 'https://e.org',"
            + " 'clientId': 'i', 'clientSecret': 's', 'clientAuthentication': 'jwt'}}",
      })
  void whatBreaksARuleIsNamed(String pointer, String json) {
    assertThat(pointers(json)).containsExactly(pointer);
  }

  @Test
  void aNameHas128CharactersAtMost() {
    String longest = "X-" + "a".repeat(126);

    assertThat(credentials("{'headers': {'%s': 'v'}}".formatted(longest)).headers()).hasSize(1);
    assertThat(pointers("{'headers': {'%sa': 'v'}}".formatted(longest)))
        .singleElement(STRING)
        .startsWith("/headers/X-aaa"); // a pointer is cut
    String auth = "{'auth': {'type': 'apiKey', 'name': '%s', 'key': 'k'}}";
    assertThat(credentials(auth.formatted(longest)).requestHeaders()).containsKey(longest);
    assertThat(pointers(auth.formatted(longest + "a"))).containsExactly("/auth/name");
  }

  @Test
  void twentyHeadersAreTheMost() {
    String twenty =
        IntStream.range(0, 20).mapToObj(i -> "'X-" + i + "': 'v'").collect(Collectors.joining(","));
    Credentials full = credentials("{'headers': {" + twenty + "}}");

    assertThat(full.headers()).hasSize(20);
    assertThat(pointers("{'headers': {" + twenty + ", 'X-20': 'v'}}")).containsExactly("/headers");
    assertThat(refused(full, "{'headers': {'X-20': 'v'}}")).containsExactly("/headers");
    assertThat(full.with(change("{'headers': {'X-20': 'v', 'X-0': null}}"), NOW).headers())
        .hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 7617, section 2.1
        "Authorization | Basic dGVzdDoxMjPCow== | {'type': 'basic', 'username': 'test', 'password':"
            + " '123£'}",
        "Authorization | Bearer mF_9.B5f-4.1JqM | {'type': 'bearer', 'token': 'mF_9.B5f-4.1JqM'}",
        "X-API-Key | k | {'type': 'apiKey', 'key': 'k'}",
        "X-Token | k | {'type': 'apiKey', 'name': 'X-Token', 'key': 'k'}",
      })
  void authBecomesAHeader(String name, String value, String auth) {
    assertThat(credentials("{'auth': " + auth + "}").requestHeaders())
        .isEqualTo(Map.of(name, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authorization | {'type': 'bearer', 'token': 't'}",
        "X-Api-Key | {'type': 'apiKey', 'key': 'k'}",
        "Authorization | {'type': 'oauth2', 'tokenUrl': 'https://e.org', 'clientId': 'i',"
            + " 'clientSecret': 's'}",
      })
  void aHeaderAndAuthDoNotSayTheSame(String name, String auth) {
    String both = "{'headers': {'" + name + "': 'v'}, 'auth': " + auth + "}";

    assertThat(catchThrowableOfType(Rejected.class, () -> credentials(both).checked(NOW)).errors())
        .extracting(FieldError::pointer)
        .containsExactly("/headers/" + name);
  }

  @Test
  void aChangeOfHeadersIsAMergeAndOfAuthIsNot() {
    Credentials before =
        credentials(
            "{'headers': {'X-A': '1', 'X-B': '2'}, 'auth': {'type': 'bearer', 'token': 't'}}");

    Credentials after =
        before.with(
            change(
                "{'headers': {'x-a': '3', 'X-B': null, 'X-C': '4'}, 'auth': {'type': 'apiKey',"
                    + " 'key': 'k'}}"),
            NOW);

    assertThat(after.requestHeaders()).isEqualTo(Map.of("x-a", "3", "X-C", "4", "X-API-Key", "k"));
    assertThat(after.with(change("{'headers': null, 'auth': null}"), NOW))
        .isEqualTo(Credentials.NONE);
    assertThat(after.with(change("{}"), NOW)).isEqualTo(after);
  }

  @Test
  void whatWasShownCanBeSentBack() {
    Credentials before =
        credentials(
            "{'headers': {'X-A': '1'}, 'auth': {'type': 'basic', 'username': 'u', 'password':"
                + " 'p'}}");
    String shown = Objects.requireNonNull(before.masked().stored());

    assertThat(shown)
        .doesNotContain("\"1\"")
        .doesNotContain("\"p\"")
        .contains("\"basic\"", "\"u\"");
    assertThat(before.with(bind(CredentialsChange.class, shown), NOW)).isEqualTo(before);
    assertThat(refused(Credentials.NONE, "{'headers': {'X-A': '********'}}"))
        .containsExactly("/headers/X-A");
    assertThat(refused(before, "{'auth': {'type': 'bearer', 'token': '********'}}"))
        .containsExactly("/auth/token");
  }

  @Test
  void aClientSecretIsLiftedForTheServerThatItWasGivenFor() {
    String client =
        "{'auth': {'type': 'oauth2', 'tokenUrl': 'https://%s', 'clientId': 'i', 'clientSecret':"
            + " '%s', 'scope': '%s'}}";
    Credentials before = credentials(client.formatted("login.example", "hunter2", "a"));

    OAuth2 after =
        before
            .with(change(client.formatted("login.example", "********", "b")), NOW)
            .oauth2()
            .orElseThrow();

    assertThat(after.clientSecret()).isEqualTo("hunter2");
    assertThat(after.scope()).isEqualTo("b");
    assertThat(after.clientAuthentication()).hasToString("basic");
    assertThat(refused(before, client.formatted("evil.example", "********", "a")))
        .containsExactly("/auth/clientSecret");
    assertThat(Credentials.fromStored(before.stored())).isEqualTo(before);
    assertThat(before.requestHeaders()).isEmpty();
  }

  @Test
  void theyAreStoredAsTheyAre() {
    Credentials credentials =
        credentials(
            "{'headers': {'X-A': '1'}, 'auth': {'type': 'apiKey', 'name': 'X-B', 'key': 'k'}}");

    assertThat(Credentials.fromStored(credentials.stored())).isEqualTo(credentials);
    assertThat(Credentials.NONE.stored()).isNull();
    assertThat(Credentials.fromStored(null)).isEqualTo(Credentials.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'basic', 'username': 'u', 'password': 'hunter2'}",
        "{'type': 'bearer', 'token': 'hunter2'}",
        "{'type': 'apiKey', 'key': 'hunter2'}",
        "{'type': 'oauth2', 'tokenUrl': 'https://e.org', 'clientId': 'i', 'clientSecret':"
            + " 'hunter2'}",
      })
  void nothingSecretIsInTheirText(String auth) {
    Credentials credentials = credentials("{'headers': {'X-A': 'hunter2'}, 'auth': " + auth + "}");

    assertThat(credentials.toString()).contains("X-A").doesNotContain("hunter2");
    assertThat(credentials.masked().stored()).doesNotContain("hunter2");
  }

  private static List<String> refused(Credentials before, String change) {
    return catchThrowableOfType(Rejected.class, () -> before.with(change(change), NOW))
        .errors()
        .stream()
        .map(FieldError::pointer)
        .toList();
  }

  private static List<String> pointers(String json) {
    return catchThrowableOfType(Rejected.class, () -> credentials(json)).errors().stream()
        .map(FieldError::pointer)
        .toList();
  }

  private static Credentials credentials(String json) {
    return bind(Credentials.class, json.replace('\'', '"'));
  }

  private static CredentialsChange change(String json) {
    return bind(CredentialsChange.class, json.replace('\'', '"'));
  }

  private static <T> T bind(Class<T> type, String json) {
    return RecordBinder.bind(type, StrictJson.parse(json.getBytes(UTF_8)), "");
  }
}
