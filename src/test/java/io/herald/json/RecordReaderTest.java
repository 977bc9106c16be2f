package io.herald.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.herald.problems.BadRequest;
import io.herald.problems.FieldError;
import io.herald.problems.Problem;
import io.herald.problems.Rejected;
import io.herald.problems.TooLarge;
import io.herald.security.OrganizationId;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

  enum Colour {
    RED,
    GREEN;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  record Part(@NotBlank String name, @Nullable Integer count) {}

  record Everything(
      @Nullable @Size(max = 5) String text,
      @Nullable Boolean yes,
      @Nullable Integer number,
      @Nullable Long id,
      @Nullable Instant at,
      @Nullable Duration delay,
      @Nullable OrganizationId organization,
      @Nullable Colour colour,
      @Nullable List<@NotBlank String> names,
      @Nullable Map<String, @Size(max = 3) String> headers,
      @Nullable JsonObject data,
      @Nullable Part part,
      @Nullable List<Part> parts) {}

  record Required(@NotBlank String name, @Min(1) int seats) {}

  record Patch(Change<@NotBlank String> name, Change<@Nullable @Min(0) Integer> seats) {}

  record Never(String first, String last) {
    Never {
      if (first.equals(last)) {
        throw new IllegalArgumentException("first and last must differ");
      }
    }
  }

  @Test
  void readsEveryTypeOfComponent() {
    Everything read =
        read(
            Everything.class,
            """
            {"text":"a","yes":true,"number":7,"id":9007199254740991,"at":"2026-01-02T03:04:05.678901+01:00",
             "delay":"PT10S","organization":"org_eoswzolg3bsx0zn8otq1p8oom","colour":"green","names":["x"],
             "headers":{"X-A":"b"},"data":{"k":[1,null]},"part":{"name":"p"},"parts":[{"name":"q","count":1.0}]}
            """);

    assertThat(read.text()).isEqualTo("a");
    assertThat(read.yes()).isTrue();
    assertThat(read.number()).isEqualTo(7);
    assertThat(read.id()).isEqualTo(9007199254740991L);
    assertThat(read.at()).isEqualTo(Instant.parse("2026-01-02T02:04:05.678Z"));
    assertThat(read.delay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(read.organization()).hasToString("org_eoswzolg3bsx0zn8otq1p8oom");
    assertThat(read.colour()).isEqualTo(Colour.GREEN);
    assertThat(read.names()).containsExactly("x");
    assertThat(read.headers()).containsExactly(Map.entry("X-A", "b"));
    assertThat(read.data()).hasToString("{\"k\":[1,null]}");
    assertThat(read.part()).isEqualTo(new Part("p", null));
    assertThat(read.parts()).containsExactly(new Part("q", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\":1}|/text",
        "{\"text\":\"123456\"}|/text",
        "{\"text\":\"a\\u0000b\"}|/text",
        "{\"text\":\"\\ud800\"}|/text",
        "{\"yes\":\"true\"}|/yes",
        "{\"number\":1.5}|/number",
        "{\"number\":2147483648}|/number",
        "{\"number\":1e999}|/number",
        "{\"number\":\"7\"}|/number",
        "{\"id\":9223372036854775808}|/id",
        "{\"at\":\"2026-01-02\"}|/at",
        "{\"at\":\"2026-01-02T03:04:05\"}|/at",
        "{\"delay\":\"10s\"}|/delay",
        "{\"delay\":\"PT99999999999999999999S\"}|/delay",
        "{\"organization\":\"org_1\"}|/organization",
        "{\"colour\":\"RED\"}|/colour",
        "{\"names\":\"x\"}|/names",
        "{\"names\":[\"x\",null]}|/names/1",
        "{\"names\":[\"x\",\" \"]}|/names/1",
        "{\"headers\":[]}|/headers",
        "{\"headers\":{\"a/b\":\"long\"}}|/headers/a~1b",
        "{\"headers\":{\"a\":1}}|/headers/a",
        "{\"data\":[]}|/data",
        "{\"part\":{\"name\":\"\"}}|/part/name",
        "{\"parts\":[{\"name\":\"p\"},{\"name\":\"q\",\"kount\":1}]}|/parts/1/kount",
        "{\"unheard~of\":1}|/unheard~0of"
      })
  void namesTheMemberAtFault(String body, String pointer) {
    assertThat(refusal(Everything.class, body, Rejected.class).errors())
        .extracting(FieldError::pointer)
        .containsExactly(pointer);
  }

  @Test
  void tellsEverythingAtOnce() {
    assertThat(refusal(Required.class, "{\"seats\":0,\"x\":1}", Rejected.class).errors())
        .extracting(FieldError::pointer, FieldError::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/x", "is not known"),
            org.assertj.core.groups.Tuple.tuple("/name", "is required"),
            org.assertj.core.groups.Tuple.tuple("/seats", "must be greater than or equal to 1"));
  }

  @Test
  void refusesNullWhereAValueIsRequired() {
    assertThat(refusal(Required.class, "{\"name\":null,\"seats\":null}", Rejected.class).errors())
        .extracting(FieldError::detail)
        .containsExactly("must not be null", "must not be null");
  }

  @Test
  void tellsWhatTheRecordItselfRefuses() {
    assertThat(refusal(Never.class, "{\"first\":\"a\",\"last\":\"a\"}", Rejected.class).errors())
        .containsExactly(new FieldError("", "first and last must differ"));
  }

  @Test
  void tellsAbsentFromNullInAPatch() {
    assertThat(read(Patch.class, "{}")).isEqualTo(new Patch(Change.none(), Change.none()));
    assertThat(read(Patch.class, "{\"seats\":null}").seats()).isEqualTo(Change.to(null));
    assertThat(read(Patch.class, "{\"seats\":3,\"name\":\"a\"}"))
        .isEqualTo(new Patch(Change.to("a"), Change.to(3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":null}|/name",
        "{\"name\":\" \"}|/name",
        "{\"seats\":-1}|/seats",
        "{\"seats\":\"1\"}|/seats"
      })
  void checksWhatAPatchChanges(String body, String pointer) {
    assertThat(refusal(Patch.class, body, Rejected.class).errors())
        .extracting(FieldError::pointer)
        .containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,}",
        "{\"a\":1}x",
        "{'a':1}",
        "nul",
        "[]",
        "\"text\"",
        "null",
        "\uFEFF{}",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"data\":{\"a\":1,\"a\":1}}",
        "{\"data\":{\"a\":01}}",
        "{\"data\":{\"a\":NaN}}",
        "{\"text\":\"a\tb\"}"
      })
  void refusesWhatIsNotOneSoundJsonObject(String body) {
    refusal(Everything.class, body, BadRequest.class);
  }

  @Test
  void refusesInvalidUtf8() {
    byte[] body = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xC3, '"', '}'};
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> read(Everything.class, body))
        .withMessageContaining("UTF-8");
  }

  @Test
  void refusesDeepNesting() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(refusal(Everything.class, "{\"data\":" + deep + "}", BadRequest.class).detail())
        .contains("nests");
  }

  @Test
  void refusesEndlessNumbers() {
    String number = "1".repeat(900_000);
    assertThat(
            refusal(Everything.class, "{\"data\":{\"n\":" + number + "}}", BadRequest.class)
                .errors())
        .extracting(FieldError::pointer)
        .containsExactly("/data/n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "1e-1001", "1e999999999", "1e99999999999", "-0e9999999999"})
  void refusesNumbersWithABillionDigits(String number) {
    assertThat(
            refusal(Everything.class, "{\"data\":{\"n\":" + number + "}}", BadRequest.class)
                .errors())
        .extracting(FieldError::pointer)
        .containsExactly("/data/n");
  }

  @Test
  void refusesABodyOverTheLimit() {
    byte[] body = ("{\"text\":\"" + "a".repeat(RecordReader.MAX_BYTES) + "\"}").getBytes(UTF_8);
    assertThatExceptionOfType(TooLarge.class).isThrownBy(() -> read(Everything.class, body));
  }

  @Test
  void doesNotReadABodyAnnouncedAsTooLarge() {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    headers.putSingle("Content-Length", String.valueOf(RecordReader.MAX_BYTES + 1));
    InputStream untouched = InputStream.nullInputStream(); // read, it would be no JSON: 400

    assertThatExceptionOfType(TooLarge.class)
        .isThrownBy(() -> readFrom(Everything.class, headers, untouched));
  }

  @Test
  void leavesTheRecordsOfOthersAlone() {
    RecordReader reader = new RecordReader();
    assertThat(
            reader.isReadable(
                Patch.class, Patch.class, new Annotation[0], MediaType.APPLICATION_JSON_TYPE))
        .isTrue();
    assertThat(
            reader.isReadable(
                String.class, String.class, new Annotation[0], MediaType.APPLICATION_JSON_TYPE))
        .isFalse();
  }

  private static <P extends Problem> P refusal(Class<?> type, String body, Class<P> kind) {
    return catchThrowableOfType(kind, () -> read(type, body.getBytes(UTF_8)));
  }

  private static <T> T read(Class<T> type, String body) {
    return read(type, body.getBytes(UTF_8));
  }

  private static <T> T read(Class<T> type, byte[] body) {
    try {
      return readFrom(type, new MultivaluedHashMap<>(), new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked") // as JAX-RS calls it
  private static <T> T readFrom(
      Class<T> type, MultivaluedHashMap<String, String> headers, InputStream in)
      throws IOException {
    return type.cast(
        new RecordReader()
            .readFrom(
                (Class<Record>) (Class<?>) type,
                type,
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE,
                headers,
                in));
  }
}
