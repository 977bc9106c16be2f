package io.herald.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.security.BrowserRules;
import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import io.herald.testing.MapConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleSettingsTest {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "herald.console.enabled", "true",
          "herald.console.tour", "false",
          "herald.console.name", "Herald",
          "herald.console.theme", "auto",
          "herald.console.openid.scope", "openid",
          "herald.insecure.allow-http", "false");

  @Test
  void nobodyMayFrameItUnlessTold() {
    assertThat(with(Map.of()).contentSecurityPolicy())
        .contains("frame-ancestors 'none'", "connect-src 'self';", "script-src 'self';")
        .doesNotContain("unsafe");
    assertThat(
            with(Map.of(
                    "herald.console.frame-ancestors", "https://a.example, https://b.example:8443"))
                .contentSecurityPolicy())
        .endsWith("frame-ancestors https://a.example https://b.example:8443");
  }

  @Test
  void theIdentityProvidersTokenEndpointMayBeCalled() {
    ConsoleSettings settings =
        with(
            Map.of(
                "herald.console.openid.client-id", "console",
                "herald.console.openid.authorization-endpoint", "https://id.example/auth",
                "herald.console.openid.token-endpoint", "https://id.example/token"));

    assertThat(settings.contentSecurityPolicy()).contains("connect-src 'self' https://id.example;");
    assertThat(settings.json().getJsonObject("openId").getString("clientId")).isEqualTo("console");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "herald.console.theme, sepia",
    "herald.console.accent, red",
    "herald.console.logo, http://example.com/logo.png",
    "herald.console.openid.client-id, console"
  })
  void whatMakesNoSenseStopsTheStart(String key, String value) {
    assertThatThrownBy(() -> with(Map.of(key, value))).isInstanceOf(InvalidSetting.class);
  }

  private static ConsoleSettings with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(DEFAULTS);
    all.putAll(settings);
    Settings read = new Settings(new MapConfig(all));
    return new ConsoleSettings(read, new BrowserRules(read));
  }
}
