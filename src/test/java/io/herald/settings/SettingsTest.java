package io.herald.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.testing.MapConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private static final String KEY = "herald.some.key";

  @Test
  void readsEachType() {
    assertThat(of(" 7 ").integer(KEY, 1, 10)).isEqualTo(7);
    assertThat(of("TRUE").flag(KEY)).isTrue();
    assertThat(of("P5D").duration(KEY, Duration.ofSeconds(1), Duration.ofDays(7)))
        .isEqualTo(Duration.ofDays(5));
    assertThat(of("PT10S, PT60S").durations(KEY, Duration.ofSeconds(1), Duration.ofDays(7)))
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(60));
    assertThat(of("10.0.0.0/8, ::1/128").list(KEY)).containsExactly("10.0.0.0/8", "::1/128");
  }

  @Test
  void emptyIsAbsent() {
    assertThat(of("  ").optionalText(KEY)).isEmpty();
    assertThat(of("").list(KEY)).isEmpty();
    assertThatThrownBy(() -> of("").text(KEY))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("Setting herald.some.key is not usable: it is required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seven | "seven" is not usable: it must be a whole number
          0     | "0" is not usable: it must be between 1 and 10
          11    | "11" is not usable: it must be between 1 and 10
          """)
  void namesKeyValueAndReasonOfABadNumber(String value, String message) {
    assertThatThrownBy(() -> of(value).integer(KEY, 1, 10))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("Setting herald.some.key = " + message);
  }

  @ParameterizedTest
  @CsvSource({"15", "15s", "PT0S", "-PT5S", "P100D", "PT1S;PT2S"})
  void refusesADurationThatIsNone(String value) {
    assertThatThrownBy(() -> of(value).durations(KEY, Duration.ofSeconds(1), Duration.ofDays(30)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("Setting herald.some.key = \"");
  }

  @ParameterizedTest
  @CsvSource({"yes", "1", "on", "tru"})
  void guessesNoFlag(String value) {
    assertThatThrownBy(() -> of(value).flag(KEY))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageEndingWith("it must be true or false");
  }

  private static Settings of(String value) {
    return new Settings(new MapConfig(Map.of(KEY, value)));
  }
}
