package io.herald.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"Zoë 東京 😀", "</script>&'`", "\u2028\u007f", ""})
  void leavesAsItIsWhatNeedsNoEscape(String value) {
    assertThat(JsonText.literal(value)).isEqualTo('"' + value + '"');
  }

  @Test
  void escapesQuotesBackslashesAndControls() {
    assertThat(JsonText.literal("\"\\\b\f\n\r\t\u0000\u001f"))
        .isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\"");
  }

  @Test
  void escapesHalfPairsSoThatUtf8KeepsThem() {
    String json = JsonText.object(object -> object.write("a\udc00", "x\ud83d😀\ud83d"));

    assertThat(json).isEqualTo("{\"a\\udc00\":\"x\\ud83d😀\\ud83d\"}");
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void writesNullForAbsentText() {
    assertThat(JsonText.literal(null)).isEqualTo("null");
  }
}
