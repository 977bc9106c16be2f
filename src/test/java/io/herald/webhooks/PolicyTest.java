package io.herald.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.herald.json.RecordBinder;
import io.herald.json.StrictJson;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

  @ParameterizedTest(name = "{1} is refused at {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/retention | {'retention': 'PT59M'}",
        "/retrySchedule | {'retrySchedule': 'PT10S'}",
        "/retrySchedule/1 | {'retrySchedule': ['PT10S', 'ten']}",
        "/retrySchedule/1 | {'retrySchedule': ['PT10S', 'PT0.999S']}",
        "/retrySchedule/0 | {'retrySchedule': [null]}",
        "/retrySchedule | {'retrySchedule': ['P4D', 'P3D', 'PT1S']}",
        "/timeout | {'timeout': 'PT0.9S'}",
        "/timeout | {'timeout': 'PT30.001S'}",
        "/timeout | {'timeout': 15}",
        "/rateLimit | {'rateLimit': 0}",
        "/rateLimit | {'rateLimit': -1}",
        "/rateLimit | {'rateLimit': 10000.1}",
        "/rateLimit | {'rateLimit': '10'}",
        "/ordered | {'ordered': 'yes'}",
        "/filter/data/$near | {'filter': {'data': {'$near': 1}}}",
        "/transformation/patch/0/op | {'transformation': {'patch': [{}]}}",
        "/format | {'format': 'xml'}",
        "/signature | {'signature': 'rsa'}",
        "/delivery | {'delivery': 'pull'}",
        "/batch | {'batch': 10}",
        "/batch/maxMessages | {'batch': {}}",
        "/batch/maxMessages | {'batch': {'maxMessages': 1}}",
        "/batch/maxMessages | {'batch': {'maxMessages': 101}}",
        "/batch/maxWait | {'batch': {'maxMessages': 2, 'maxWait': 'PT0.099S'}}",
        "/batch/maxWait | {'batch': {'maxMessages': 2, 'maxWait': 'PT10.001S'}}",
      })
  void whatBreaksARuleIsNamed(String pointer, String json) {
    assertThat(pointers(RegisterWebhook.class, withUrl(json))).containsExactly(pointer);
    assertThat(pointers(ChangeWebhook.class, quoted(json))).containsExactly(pointer);
  }

  @Test
  void twentyRetriesAreTheMost() {
    String json = "{'retrySchedule': [%s]}";

    assertThat(policy(json.formatted("'PT1S'" + ",'PT1S'".repeat(19))).retrySchedule()).hasSize(20);
    assertThat(
            pointers(
                RegisterWebhook.class, withUrl(json.formatted("'PT1S'" + ",'PT1S'".repeat(20)))))
        .containsExactly("/retrySchedule");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'ordered': null, 'timeout': null, 'rateLimit': null, 'retrySchedule': null}",
        "{'ordered': false}",
        "{'signature': 'hmac'}",
        "{'delivery': 'push'}",
      })
  void whatIsNotSaidFollowsTheInstallation(String json) {
    assertThat(policy(json)).isEqualTo(Policy.DEFAULT);
    assertThat(policy(json).stored()).isNull();
  }

  @Test
  void itIsStoredAndReadAsItWas() {
    Policy policy =
        policy(
            "{'retrySchedule': ['PT10S', 'P1D'], 'timeout': 'PT30S', 'rateLimit': 0.5, 'ordered': true,"
                + " 'signature': 'both', 'retention': 'P7D', 'whileInactive': 'hold', 'delivery': 'poll',"
                + " 'batch': {'maxMessages': 50, 'maxWait': 'PT0.1S'}}");

    assertThat(policy)
        .isEqualTo(
            new Policy(
                List.of(Duration.ofSeconds(10), Duration.ofDays(1)),
                Duration.ofSeconds(30),
                new BigDecimal("0.5"),
                true,
                SignatureKind.BOTH,
                Duration.ofDays(7),
                WhileInactive.HOLD,
                null,
                null,
                null,
                DeliveryMode.POLL,
                new Batching(50, Duration.ofMillis(100))));
    assertThat(Policy.fromStored(policy.stored())).isEqualTo(policy);
    assertThat(policy.stored()).as("what retention looks for").contains("\"retention\":\"PT168H\"");
  }

  @Test
  void aBatchWaitsForASecondWhereNothingElseIsSaid() {
    assertThat(policy("{'batch': {'maxMessages': 2}}").batch())
        .isEqualTo(new Batching(2, Duration.ofSeconds(1)));
  }

  @Test
  void orderedMessagesAreNotBatched() {
    Policy policy = policy("{'batch': {'maxMessages': 2}, 'ordered': true}");

    assertThat(catchThrowableOfType(Rejected.class, () -> policy.check(true)).errors())
        .extracting(FieldError::pointer)
        .containsExactly("/batch");
  }

  @Test
  void noRetriesAtAllIsASchedule() {
    Policy policy = policy("{'retrySchedule': []}");

    assertThat(Policy.fromStored(policy.stored()).retrySchedule()).isEmpty();
  }

  @Test
  void aChangeKeepsWhatItDoesNotNameAndNullClears() {
    Policy before = policy("{'timeout': 'PT30S', 'rateLimit': 5, 'ordered': true}");
    PolicyChange change =
        bind(ChangeWebhook.class, quoted("{'rateLimit': null, 'retrySchedule': ['PT1S']}"))
            .policy();

    assertThat(before.with(change))
        .isEqualTo(policy("{'timeout': 'PT30S', 'ordered': true, 'retrySchedule': ['PT1S']}"));
  }

  private static Policy policy(String json) {
    return bind(RegisterWebhook.class, withUrl(json)).policy();
  }

  private static String withUrl(String json) {
    String members = json.equals("{}") ? "}" : ", " + json.substring(1);
    return quoted("{'callbackUrl': 'https://example.com'" + members);
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private static List<String> pointers(Class<?> command, String json) {
    Rejected refusal = catchThrowableOfType(Rejected.class, () -> bind(command, json));
    return refusal.errors().stream().map(FieldError::pointer).toList();
  }

  private static <T> T bind(Class<T> command, String json) {
    return RecordBinder.bind(command, StrictJson.parse(json.getBytes(UTF_8)), "");
  }
}
