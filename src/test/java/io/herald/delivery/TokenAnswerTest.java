package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.transport.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerTest {

  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

  /** It comes from a stranger, and a stack trace in the log for each would be his to fill. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"access_token\":",
        "{\"access_token\":\"t\",\"expires_in\":1e99999999999}",
        "{\"access_token\":\"t\",\"expires_in\":1e999999999}",
        "{\"access_token\":\"t\",\"expires_in\":-1e-999999999}",
        "{\"access_token\":\"t\",\"expires_in\":99999999999999999999999}",
        "{\"access_token\":\"a b\"}",
        "{\"access_token\":{}}",
        "{\"a\":{}}{",
      })
  void makesSomethingOfWhateverComes(String body) {
    AccessToken token =
        TokenAnswer.read(new Answered(200, Map.of(), body, NOW, Duration.ofMillis(5)), NOW);

    assertThat(token.until()).isBetween(NOW, NOW.plus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {900, 2_000, 10_000})
  void deepOnesToo(int depth) {
    makesSomethingOfWhateverComes("{\"a\":".repeat(depth));
    makesSomethingOfWhateverComes("[".repeat(depth));
    makesSomethingOfWhateverComes("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    makesSomethingOfWhateverComes("{\"a\":" + "9".repeat(depth) + "}");
    makesSomethingOfWhateverComes(
        "{\"access_token\":\"t\",\"expires_in\":" + "9".repeat(depth) + "}");
  }
}
