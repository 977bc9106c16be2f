package io.herald.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnwrappedTest {

  record Whole(String name, @Unwrapped Part part) {}

  record Part(@Nullable @Size(max = 3) String colour, @Nullable Integer count) {}

  @Test
  void itsMembersStandAmongTheOthers() {
    assertThat(bind("{\"name\": \"a\", \"count\": 2, \"colour\": \"red\"}"))
        .isEqualTo(new Whole("a", new Part("red", 2)));
    assertThat(bind("{\"name\": \"a\"}")).isEqualTo(new Whole("a", new Part(null, null)));
  }

  @Test
  void mistakesInItPointToWhereItsMembersStand() {
    Rejected refusal =
        catchThrowableOfType(
            Rejected.class, () -> bind("{\"colour\": \"blue\", \"count\": \"2\", \"part\": {}}"));

    assertThat(refusal.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/part", "/name", "/colour", "/count");
  }

  @Test
  void whatWasStoredIsReadWhateverTheRulesAreNow() {
    String stored = "{\"name\": \"a\", \"colour\": \"blue\", \"ofANewerVersion\": 1}";

    assertThat(
            RecordBinder.restore(
                Whole.class, StrictJson.parse(stored.getBytes(UTF_8)).asJsonObject()))
        .isEqualTo(new Whole("a", new Part("blue", null)));
  }

  private static Whole bind(String json) {
    return RecordBinder.bind(Whole.class, StrictJson.parse(json.getBytes(UTF_8)), "");
  }
}
