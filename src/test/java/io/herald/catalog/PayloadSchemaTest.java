package io.herald.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.herald.messages.EventType;
import io.herald.problems.FieldError;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSchemaTest {

  @ParameterizedTest(name = "{0} takes {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"required":["a"]}                                           | {"a":1}               |
          {"required":["a"]}                                           | {}                    | ''
          {"properties":{"a":{"type":"integer"}}}                      | {"a":"x"}             | /a
          {"properties":{"a":{"items":{"minimum":3}}}}                 | {"a":[3,2,4,1]}       | /a/1 /a/3
          {"properties":{"a/b":{"const":1}}}                           | {"a/b":2}             | /a~1b
          {"additionalProperties":false,"properties":{"a":{}}}         | {"a":1,"b":2}         | /b
          {"patternProperties":{"^n_":{"type":"number"}},"additionalProperties":false} | {"n_a":1.5} |
          {"patternProperties":{"^n_":{"type":"number"}}}              | {"n_a":"x","b":"y"}   | /n_a
          {"properties":{"a":{"pattern":"^[a-z]+$"}}}                  | {"a":"abc"}           |
          {"properties":{"a":{"pattern":"^[a-z]+$"}}}                  | {"a":"ABC"}           | /a
          {"properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"null"}}} | {"a":1}    | /a
          {"$dynamicAnchor":"t","properties":{"t":{"$dynamicRef":"#t"},"n":{"type":"integer"}}} | {"t":{"t":{"n":""}}} | /t/t/n
          {"unevaluatedProperties":false,"allOf":[{"properties":{"a":{}}}]} | {"a":1,"b":1}    | /b
          {"properties":{"a":{"format":"email"}}}                      | {"a":"nobody"}        |
          """)
  void saysWhereAPayloadBreaksTheSchema(String schema, String payload, String pointers) {
    assertThat(PayloadSchema.faultsOf(json(schema))).isEmpty();

    var faults = PayloadSchema.known(json(schema)).faultsIn(json(payload));

    if (pointers == null) {
      assertThat(faults).isEmpty();
    } else {
      assertThat(faults)
          .extracting(FieldError::pointer)
          .contains(pointers.split(" ", -1))
          .doesNotContain("/nowhere");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
        "{\"type\":\"text\"}",
        "{\"required\":\"a\"}",
        "{\"minLength\":-1}",
        "{\"properties\":{\"a\":7}}",
        "{\"$ref\":\"https://example.com/schema.json\"}",
        "{\"$ref\":\"file:///etc/passwd\"}",
        "{\"$ref\":\"other.json\"}",
        "{\"$ref\":\"#/$defs/absent\"}",
        "{\"$ref\":\"#absent\"}",
        "{\"$id\":\"not a uri\"}",
        "{\"$defs\":{\"a\":{\"$id\":\"http://example.com/a\"}}}",
        "{\"pattern\":\"(\"}",
        "{\"pattern\":\"(?=a)b\"}",
        "{\"pattern\":\"(a)\\\\1\"}",
        "{\"patternProperties\":{\"(?<!x)y\":{}}}"
      })
  void aSchemaThatCannotBeReliedOnIsRefused(String schema) {
    assertThat(PayloadSchema.faultsOf(json(schema))).isNotEmpty();
  }

  @Test
  void toldFaultsAreFewAndShort() {
    JsonObject schema = json("{\"additionalProperties\":{\"type\":\"string\",\"maxLength\":3}}");
    StringBuilder payload =
        new StringBuilder("{\"long\":\"").append("x".repeat(10_000)).append('"');
    for (int i = 0; i < 1000; i++) {
      payload.append(",\"p").append(i).append("\":").append(i);
    }

    var faults = PayloadSchema.known(schema).faultsIn(json(payload.append('}').toString()));

    assertThat(faults).hasSize(20);
    assertThat(faults).allMatch(fault -> fault.detail().length() <= 201);
  }

  @Nested
  class ASchemaThatMeansHarm {

    @Test
    void refersToItself() {
      assertIsStopped("{\"$ref\":\"#\"}", "{}");
    }

    @Test
    void refersInACircle() {
      assertIsStopped(
          "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}",
          "{}");
    }

    @Test
    void doublesItsWorkAtEachStep() {
      StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
      for (int i = 0; i < 40; i++) {
        schema.append(
            "\"d%d\":{\"allOf\":[{\"$ref\":\"#/$defs/d%d\"},{\"$ref\":\"#/$defs/d%d\"}]},"
                .formatted(i, i + 1, i + 1));
      }

      assertIsStopped(schema.append("\"d40\":{}}}").toString(), "{}");
    }

    @Test
    void hasAPatternThatBacktracks() {
      String text = "a".repeat(50_000) + "!";

      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () ->
              assertThat(
                      PayloadSchema.known(
                              json("{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}"))
                          .faultsIn(json("{\"a\":\"" + text + "\"}")))
                  .hasSize(1));
    }

    private void assertIsStopped(String schema, String payload) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () ->
              assertThat(PayloadSchema.known(json(schema)).faultsIn(json(payload)))
                  .extracting(FieldError::detail)
                  .containsExactly("takes too many steps to be checked against the schema"));
    }
  }

  @Test
  void everyBuiltInTypeIsDescribedWithAnExampleThatSatisfiesItsSchema() {
    assertThat(BuiltInTypes.byName().keySet())
        .containsExactlyInAnyOrderElementsOf(
            EventType.builtInTypes().stream().map(EventType::name).toList());
    for (EventTypeView type : BuiltInTypes.byName().values()) {
      JsonObject schema = Objects.requireNonNull(type.schema(), type.name());
      assertThat(PayloadSchema.faultsOf(schema)).as(type.name()).isEmpty();
      assertThat(
              PayloadSchema.known(schema)
                  .faultsIn(Objects.requireNonNull(type.example(), type.name())))
          .as(type.name())
          .isEmpty();
      assertThat(type.description()).as(type.name()).isNotBlank();
    }
  }

  private static JsonObject json(String text) {
    return Objects.requireNonNull(StoredJson.object(text));
  }
}
