package io.herald.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.herald.security.OrganizationId;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordWriterTest {

  record View(
      String zulu,
      long alpha,
      boolean yes,
      @Nullable Integer none,
      Instant at,
      Duration delay,
      OrganizationId organization,
      Map<String, Integer> counts,
      JsonValue data,
      List<Part> parts) {}

  record Part(String name) {}

  record Whole(String name, @Unwrapped Inner inner, int last) {}

  record Inner(String a, @Nullable String b) {}

  record Perhaps(String name, Optional<String> more) {}

  record Broken(Object entity) {}

  @Test
  void writesComponentsInTheirOrderAndNulls() {
    View view =
        new View(
            "é\"",
            9007199254740991L,
            true,
            null,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Duration.ofSeconds(90),
            new OrganizationId(new UUID(0, 0)),
            Map.of("a", 1),
            Json.createValue("as is"),
            List.of(new Part("p")));

    assertThat(json(view))
        .isEqualTo(
            "{\"zulu\":\"é\\\"\",\"alpha\":9007199254740991,\"yes\":true,\"none\":null,"
                + "\"at\":\"2026-01-02T03:04:05.678Z\",\"delay\":\"PT1M30S\","
                + "\"organization\":\"org_0000000000000000000000000\",\"counts\":{\"a\":1},"
                + "\"data\":\"as is\",\"parts\":[{\"name\":\"p\"}]}");
  }

  @Test
  void writesPagesAndLists() {
    assertThat(json(Page.of(List.of(new Part("p")), 41, PageRequest.of(2, 20))))
        .isEqualTo(
            "{\"content\":[{\"name\":\"p\"}],\"totalElements\":41,\"totalPages\":3,\"size\":20,\"number\":2}");
    assertThat(json(List.of())).isEqualTo("[]");
  }

  @Test
  void writesTheMembersOfAnUnwrappedComponentAmongTheOthers() {
    assertThat(json(new Whole("n", new Inner("a", null), 3)))
        .isEqualTo("{\"name\":\"n\",\"a\":\"a\",\"b\":null,\"last\":3}");
  }

  @Test
  void leavesOutWhatIsOptionalAndAbsent() {
    assertThat(json(new Perhaps("a", Optional.of("b"))))
        .isEqualTo("{\"name\":\"a\",\"more\":\"b\"}");
    assertThat(json(new Perhaps("a", Optional.empty()))).isEqualTo("{\"name\":\"a\"}");
  }

  @Test
  void neverWritesWhatIsNoView() {
    assertThatIllegalArgumentException().isThrownBy(() -> json(new Broken(new Object())));
  }

  private static String json(Object view) {
    return new String(RecordWriter.write(view), UTF_8);
  }
}
