package io.herald.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.json.RecordBinder;
import io.herald.json.StrictJson;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookCommandsTest {

  @Test
  void registrationNamesEveryFieldAtFault() {
    assertErrors(
            RegisterWebhook.class,
            """
            {"callbackUrl": "ftp://example.com", "name": "%s", "description": "%s",
             "eventTypes": ["order.paid", "order paid"], "active": "yes",
             "organizationId": "org_1", "colour": "red"}"""
                .formatted("n".repeat(201), "d".repeat(2001)))
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder(
            "/callbackUrl",
            "/name",
            "/description",
            "/eventTypes/1",
            "/active",
            "/organizationId",
            "/colour");
  }

  @Test
  void registrationNeedsNothingBesideACallbackUrl() {
    RegisterWebhook command =
        bind(RegisterWebhook.class, "{\"callbackUrl\": \"https://Example.com/a?b\"}");

    assertThat(command.callbackUrl()).hasToString("https://example.com/a?b");
    assertThat(command.activeOrDefault()).isTrue();
  }

  @Test
  void registrationTakesAHundredEventTypes() {
    String types = "\"a\"" + ",\"b\"".repeat(RegisterWebhook.MAX_EVENT_TYPES - 1);
    String frame = "{\"callbackUrl\": \"https://example.com\", \"eventTypes\": [%s]}";

    assertThat(bind(RegisterWebhook.class, frame.formatted(types)).eventTypes())
        .hasSize(RegisterWebhook.MAX_EVENT_TYPES);
    assertErrors(RegisterWebhook.class, frame.formatted(types + ",\"c\""))
        .extracting(FieldError::pointer)
        .containsExactly("/eventTypes");
  }

  @Test
  void aChangeTellsAbsentFromNull() {
    ChangeWebhook change =
        bind(ChangeWebhook.class, "{\"name\": null, \"eventTypes\": null, \"active\": false}");

    assertThat(change.name().present()).isTrue();
    assertThat(change.name().value()).isNull();
    assertThat(change.eventTypes().present()).isTrue();
    assertThat(change.description().present()).isFalse();
    assertThat(change.callbackUrl().present()).isFalse();
    assertThat(change.active().value()).isFalse();
  }

  @Test
  void aChangeNamesEveryFieldAtFault() {
    assertErrors(
            ChangeWebhook.class,
            """
            {"callbackUrl": "/hook", "name": 1, "description": "%s", "eventTypes": ["*.a"],
             "active": null, "secret": "whsec_"}"""
                .formatted("d".repeat(2001)))
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder(
            "/callbackUrl", "/name", "/description", "/eventTypes/0", "/active", "/secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT168H1S", "-PT1S", "1 day", "P1M", ""})
  void anOverlapIsADurationOfUpToSevenDays(String overlap) {
    assertErrors(RotateSecret.class, "{\"overlap\": \"%s\"}".formatted(overlap))
        .extracting(FieldError::pointer)
        .containsExactly("/overlap");
  }

  @Test
  void withoutAWordTheOverlapIsADay() {
    assertThat(bind(RotateSecret.class, "{}").overlapOrDefault()).isEqualTo(Duration.ofDays(1));
    assertThat(bind(RotateSecret.class, "{\"overlap\": \"P7D\"}").overlapOrDefault())
        .isEqualTo(Duration.ofDays(7));
  }

  @Test
  void aRefusedSecretIsNotRepeated() {
    String secret = "whsec_c2hvcnQ=";

    assertErrors(RotateSecret.class, "{\"secret\": \"%s\"}".formatted(secret))
        .singleElement()
        .satisfies(error -> assertThat(error.pointer()).isEqualTo("/secret"))
        .satisfies(error -> assertThat(error.detail()).doesNotContain("c2hvcnQ"));
  }

  private static ListAssert<FieldError> assertErrors(Class<?> command, String json) {
    var refusal =
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> bind(command, json)).actual();
    return assertThat(refusal.errors());
  }

  private static <T> T bind(Class<T> command, String json) {
    return RecordBinder.bind(command, StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)), "");
  }
}
