package io.herald.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformationTest {

  private static final JsonObject SUBJECT =
      json(
          """
          {'type': 'order.paid', 'data': {'id': 7, 'email': 'ada@example.com', 'lines': [1, 2]},
           '$message': {'id': 'msg_1', 'type': 'order.paid'}}\
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'type':'order.paid','data':{'id':7,'lines':[1,2]}} | {'patch': [{'op': 'remove', 'path':"
            + " '/data/email'}]}",
        "{'type':'x','data':{'id':7,'email':'ada@example.com','lines':[1,2]}} | {'patch': [{'op':"
            + " 'replace', 'path': '/type', 'value': 'x'}]}",
        "{'type':'order.paid','data':{'id':7,'email':'ada@example.com','lines':[1,2]},'m':'msg_1'}"
            + " | {'patch': [{'op': 'copy', 'from': '/$message/id', 'path': '/m'}]}",
        "{'type':'order.paid','data':{'id':7,'email':'ada@example.com','lines':[1,2]}} | {'patch':"
            + " []}",
        "{'text':'a person','order':7,'lines':[[1,2],2]} | {'template': {'text': 'a person',"
            + " 'order': {'$pointer': '/data/id'}, 'lines': [{'$pointer': '/data/lines'},"
            + " {'$pointer': '/data/lines/1'}]}}",
        "{'a':null,'b':'none','m':'order.paid'} | {'template': {'a': {'$pointer': '/data/gone/x'},"
            + " 'b': {'$pointer': '/data/lines/9', '$default': 'none'}, 'm': {'$pointer':"
            + " '/$message/type'}}}",
      })
  void makesAnotherBody(String made, String transformation) throws NotApplicable {
    assertThat(transformation(transformation).apply(SUBJECT)).hasToString(made.replace('\'', '"'));
  }

  /** RFC 6901: as it has them, and null for what it would refuse. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "/a~1b | 1",
        "/m~0n | 2",
        "/~01 | 3",
        "/ | 4",
        "//x | null",
        "/list/1 | 6",
        "/list/01 | null",
        "/list/- | null",
        "/list/2 | null",
        "/list/99999999999999999999 | null",
        "/list/-1 | null",
        "/a~1b/x | null",
        "/gone/x/y | null",
      })
  void aTemplateFindsWhatAPointerSays(String pointer, String found) throws NotApplicable {
    JsonObject body = json("{'a/b': 1, 'm~n': 2, '~1': 3, '': 4, 'list': [5, 6]}");

    assertThat(transformation("{'template':{'x':{'$pointer':'" + pointer + "'}}}").apply(body))
        .hasToString("{\"x\":" + found + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'patch': [{'op': 'remove', 'path': '/data/gone'}]}",
        "{'patch': [{'op': 'replace', 'path': '/data/gone', 'value': 1}]}",
        "{'patch': [{'op': 'add', 'path': '/data/lines/9', 'value': 1}]}",
        "{'patch': [{'op': 'copy', 'from': '/gone', 'path': '/x'}]}",
        "{'patch': [{'op': 'test', 'path': '/type', 'value': 'x'}]}",
        "{'patch': [{'op': 'remove', 'path': '/data/lines/99999999999999999999'}]}",
      })
  void aPatchThatDoesNotApplySaysSo(String transformation) {
    assertThatExceptionOfType(NotApplicable.class)
        .isThrownBy(() -> transformation(transformation).apply(SUBJECT));
  }

  /** Ended before memory or stack does, on a thread that all tenants share. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'op':'copy','from':'/data','path':'/data/c'}"
            + "|{'op':'copy','from':'/data','path':'/data/d'}|{'op':'remove','path':'/data/no/x'}",
        "{'op':'copy','from':'','path':'/c'}|{'op':'copy','from':'','path':'/d'}"
            + "|{'op':'test','path':'/c','value':{}}",
        "{'op':'move','from':'/data','path':'/x'}"
            + "|{'op':'add','path':'/data','value':{'a':{'a':{'a':{}}}}}"
            + "|{'op':'move','from':'/x','path':'/data/a/a/a/a'}",
      })
  void aPatchThatMakesTheBodyGrowAndGrowDoesNotApply(String one, String two, String three) {
    String step = one + "," + two;
    String all =
        three.contains("'move'")
            ? (step + "," + three + ",").repeat(33).replaceFirst(",$", "")
            : (step + ",").repeat(49) + three;

    assertThatExceptionOfType(NotApplicable.class)
        .isThrownBy(() -> transformation("{'patch':[" + all + "]}").apply(SUBJECT))
        .withMessageContaining("too large or too deep");
  }

  @Test
  void whatIsToldOfItCanBeKept() {
    assertThatExceptionOfType(NotApplicable.class)
        .isThrownBy(
            () ->
                transformation(
                        "{'patch':[{'op':'remove','path':'/a\\u0000\\ud83d"
                            + "b".repeat(900)
                            + "/c'}]}")
                    .apply(SUBJECT))
        .satisfies(
            e -> assertThat(e.getMessage()).doesNotContain("\0", "\ud83d").hasSizeLessThan(400));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "^^ | {}",
        "^^ | {'patch': [], 'template': {}}",
        "^^ | {'script': 'exit()'}",
        "/patch | {'patch': {}}",
        "/patch/0 | {'patch': ['x']}",
        "/patch/0/op | {'patch': [{'op': 'eval', 'path': '/a'}]}",
        "/patch/0/path | {'patch': [{'op': 'remove', 'path': 'a'}]}",
        "/patch/1/from | {'patch': [{'op': 'remove', 'path': '/a'}, {'op': 'move', 'path': '/a'}]}",
        "/patch/0/value | {'patch': [{'op': 'add', 'path': '/a'}]}",
        "/template | {'template': 'text'}",
        "/template/a/$pointer | {'template': {'a': {'$pointer': 'data'}}}",
        "/template/a/0/b | {'template': {'a': [{'$pointer': '/a', 'b': 1}]}}",
      })
  void tellsWhereItIsWrong(String pointer, String transformation) {
    List<String> pointers = new ArrayList<>();

    assertThat(Transformation.fromJson(json(transformation), (at, detail) -> pointers.add(at)))
        .isNull();
    assertThat(pointers).containsExactly(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "/patch | {'patch': [{'op': 'add', 'path': '/a', 'value': '%s'}]}",
        "/template | {'template': {'a': '%s'}}"
      })
  void isBounded(String pointer, String frame) {
    tellsWhereItIsWrong(pointer, frame.formatted("a".repeat(16 * 1024)));
    assertThat(transformation(frame.formatted("a".repeat(16 * 1024 - 50)))).isNotNull();
  }

  private static Transformation transformation(String json) {
    return Objects.requireNonNull(
        Transformation.fromJson(
            json(json),
            (pointer, detail) -> {
              throw new AssertionError(pointer + " " + detail);
            }));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
