package io.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.settings.InvalidSetting;
import io.herald.testing.MapConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''                                           | 'none'                                         | DENY",
        "self                                         | 'self'                                         | SAMEORIGIN",
        "https://a.example.com                        | https://a.example.com                          | -",
        "self, https://*.example.com, http://b:8080   | 'self' https://*.example.com http://b:8080     | -"
      },
      quoteCharacter = '"')
  void whoMayFrameTheConsole(String setting, String ancestors, String frameOptions) {
    BrowserRules rules =
        rules("herald.console.frame-ancestors", setting.equals("''") ? "" : setting);

    assertThat(rules.pagePolicy())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .endsWith("frame-ancestors " + ancestors)
        .doesNotContain("unsafe");
    assertThat(rules.frameOptions()).isEqualTo(frameOptions);
    assertThat(rules.dataPolicy()).isEqualTo("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void onlyTheOriginsOfTheSettingMayCall() {
    BrowserRules rules = rules("herald.cors.allowed-origins", "https://a.example.com");

    assertThat(rules.allowsOrigin("https://a.example.com")).isTrue();
    assertThat(rules.allowsOrigin("https://a.example.com.evil.org")).isFalse();
    assertThat(rules.allowsOrigin("http://a.example.com")).isFalse();
    assertThat(rules.allowsOrigin("null")).isFalse();
    assertThat(rules.allowsOrigin(null)).isFalse();
    assertThat(rules("herald.cors.allowed-origins", "").allowsOrigin("https://a.example.com"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*",
        "a.example.com",
        "https://a/b",
        "https://a; script-src *",
        "null"
      })
  void anythingElseThanOriginsStopsTheStart(String value) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> rules("herald.cors.allowed-origins", value));
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> rules("herald.console.frame-ancestors", value));
  }

  private static BrowserRules rules(String key, String value) {
    return new BrowserRules(MapConfig.settings(Map.of(key, value)));
  }
}
