package io.herald.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.json.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetailsTest {

  record Command(
      @Nullable String name,
      @Nullable String secret,
      @Nullable Map<String, String> headers,
      @Nullable String callbackUrl,
      @Nullable Boolean active,
      @Nullable Duration overlap,
      @Nullable List<String> eventTypes) {}

  record Patch(Change<String> name, Change<String> secret, Change<Boolean> active) {}

  @Test
  void tellsWhichFieldsAreSetAndNoValueThatMayBeSecret() {
    Command command =
        new Command(
            "demo",
            "whsec_abc",
            Map.of("Authorization", "Bearer abc"),
            "https://user:abc@hooks.example.com/abc?key=abc",
            true,
            Duration.ofHours(1),
            List.of("order.*"));

    assertThat(Details.of(new Object[] {"17", command}))
        .isEqualTo(
            "{\"name\":\"demo\",\"secret\":\"(set)\",\"headers\":\"(set)\","
                + "\"callbackUrl\":\"hooks.example.com\",\"active\":true,\"overlap\":\"PT1H\","
                + "\"eventTypes\":[\"order.*\"]}");
  }

  @Test
  void ofAPatchTellsWhatItNames() {
    Patch patch = new Patch(Change.to(null), Change.none(), Change.to(false));

    assertThat(Details.of(new Object[] {patch}))
        .isEqualTo("{\"name\":\"(removed)\",\"active\":false}");
  }

  record Outer(Policy policy) {}

  record Policy(Change<Boolean> ordered, @Nullable Integer rateLimit, Change<String> filter) {}

  @Test
  void looksIntoPartsOfACommand() {
    Outer command = new Outer(new Policy(Change.to(true), null, Change.to("{}")));

    assertThat(Details.of(new Object[] {command}))
        .isEqualTo("{\"ordered\":true,\"filter\":\"(set)\"}");
  }

  @Test
  void staysShort() {
    Command command =
        new Command("a".repeat(5000), null, null, null, null, null, List.of("b".repeat(5000)));

    assertThat(Details.of(new Object[] {command}))
        .isEqualTo("{\"name\":\"(set)\",\"eventTypes\":\"(set)\"}");
  }

  @Test
  void ofNoCommandTellsNothing() {
    assertThat(Details.of(new Object[] {"17"})).isEqualTo("{}");
    assertThat(Details.of(null)).isEqualTo("{}");
  }
}
