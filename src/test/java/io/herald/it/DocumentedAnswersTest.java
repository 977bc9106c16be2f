package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What compares with the document must see differences. */
class DocumentedAnswersTest {

  private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();
  private static final DocumentedAnswers DOCUMENTED = new DocumentedAnswers(DOCUMENT);

  private static final String ME =
      "{\"organizationId\":\"org_0000000000000000000000000\",\"organizationName\":\"a\",\"role\":\"admin\"}";

  @Test
  void takesWhatIsDocumented() {
    assertThat(DOCUMENTED.faultOf(operation("getMe"), reply(200, "application/json", ME)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|application/json|{\"organizationId\":\"org_0000000000000000000000000\",\"role\":\"admin\"}",
        "200|application/json|{\"organizationId\":\"1\",\"organizationName\":\"a\",\"role\":\"admin\"}",
        "200|application/json|{\"organizationId\":\"org_0000000000000000000000000\",\"organizationName\":\"a\",\"role\":\"king\"}",
        "200|application/json|{\"organizationId\":\"org_0000000000000000000000000\",\"organizationName\":\"a\",\"role\":\"admin\",\"more\":1}",
        "200|text/html|{}",
        "201|application/json|{}",
        "404|application/problem+json|{\"type\":\"urn:herald:problem:not-found\",\"title\":\"a\",\"status\":404}",
        "401|text/html|<html>",
        "401|application/problem+json|{\"type\":\"urn:herald:problem:x\",\"title\":\"a\",\"status\":404}",
        "401|application/problem+json|{\"type\":\"urn:herald:problem:x\",\"title\":\"a\",\"status\":401,\"trace\":\"\"}",
        "500|application/problem+json|{\"type\":\"urn:herald:problem:x\",\"title\":\"a\",\"status\":500}"
      })
  void seesWhatIsNot(int status, String type, String body) {
    assertThat(DOCUMENTED.faultOf(operation("getMe"), reply(status, type, body))).isPresent();
  }

  @Test
  void seesMembersThatNobodyDocumentedDeepInComposedSchemas() {
    Operation list = operation("listWebhooks");
    Reply more = reply(200, "application/json", "[{\"id\":1,\"secret\":\"whsec_\"}]");
    Reply wrongTime = reply(200, "application/json", "[{\"createdAt\":\"yesterday\"}]");

    assertThat(DOCUMENTED.faultOf(list, more).orElseThrow()).contains("/0/secret");
    assertThat(DOCUMENTED.faultOf(list, wrongTime).orElseThrow()).contains("/0/createdAt");
  }

  private static Operation operation(String id) {
    return DOCUMENT.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Reply reply(int status, String type, String body) {
    return new Reply(
        status, HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true), body);
  }
}
