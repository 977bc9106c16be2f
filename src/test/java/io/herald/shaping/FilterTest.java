package io.herald.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

  private static final JsonObject ORDER =
      json(
          """
          {'type': 'order.paid', 'timestamp': '2026-01-02T03:04:05Z',
           'data': {'amount': 100.0, 'currency': 'EUR', 'paid': true, 'note': null,
                    'tags': ['new', 'vip'], 'sizes': [3, 12],
                    'items': [{'sku': 'a-1', 'count': 1}, {'sku': 'b-2', 'count': 9}],
                    'a/b': 'slash'},
           '$message': {'id': 'msg_1', 'type': 'order.paid', 'organizationId': 'org_1'}}\
          """);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "true  | {}",
        "true  | {'type': 'order.paid'}",
        "false | {'type': 'order'}",
        "true  | {'data': {'amount': 100}}",
        "true  | {'data': {'amount': 1e2, 'currency': 'EUR'}}",
        "false | {'data': {'amount': 100, 'currency': 'USD'}}",
        "false | {'data': {'amount': '100'}}",
        "true  | {'data': {'paid': true, 'note': null}}",
        "false | {'data': {'missing': null}}",
        "true  | {'data': {'a/b': 'slash'}}",
        "true  | {'data': {'amount': {'$eq': 100}}}",
        "false | {'data': {'amount': {'$neq': 100}}}",
        "true  | {'data': {'amount': {'$neq': 99}}}",
        "true  | {'data': {'missing': {'$neq': 99}}}",
        "true  | {'data': {'amount': {'$gt': 99.99, '$lt': 100.01}}}",
        "false | {'data': {'amount': {'$gt': 100}}}",
        "true  | {'data': {'amount': {'$gte': 100, '$lte': 100}}}",
        "false | {'data': {'amount': {'$lt': 100}}}",
        "false | {'data': {'currency': {'$gt': 1}}}",
        "true  | {'data': {'currency': {'$gte': 'EUR', '$lt': 'F'}}}",
        "true  | {'timestamp': {'$gte': '2026-01-01'}}",
        "false | {'data': {'missing': {'$gt': 0}}}",
        "true  | {'data': {'currency': {'$in': ['USD', 'EUR']}}}",
        "false | {'data': {'currency': {'$nin': ['USD', 'EUR']}}}",
        "true  | {'data': {'missing': {'$nin': ['USD']}}}",
        "true  | {'data': {'note': {'$in': [null]}}}",
        "true  | {'type': {'$startsWith': 'order.', '$endsWith': 'paid'}}",
        "false | {'type': {'$startsWith': 'paid'}}",
        "false | {'data': {'amount': {'$startsWith': '1'}}}",
        "true  | {'data': {'note': {'$exist': true}, 'missing': {'$exist': false}}}",
        "false | {'data': {'note': {'$exist': false}}}",
        "false | {'data': {'missing': {'deeper': {'$exist': true}}}}",
        "true  | {'type': {'$regex': '^order[.]p.*d$'}}",
        "false | {'type': {'$regex': 'PAID'}}",
        "true  | {'$or': [{'type': 'x'}, {'data': {'amount': {'$gt': 1}}}]}",
        "false | {'$or': [{'type': 'x'}, {'type': 'y'}]}",
        "true  | {'$and': [{'type': 'order.paid'}, {'data': {'paid': true}}]}",
        "false | {'$and': [{'type': 'order.paid'}, {'data': {'paid': false}}]}",
        "true  | {'$not': {'type': 'x'}}",
        "true  | {'data': {'amount': {'$or': [{'$lt': 10}, {'$gt': 90}]}}}",
        "true  | {'data': {'currency': {'$or': ['USD', 'EUR']}}}",
        "true  | {'data': {'amount': {'$not': {'$gt': 100}}}}",
        "true  | {'data': {'tags': 'vip'}}",
        "false | {'data': {'tags': {'$neq': 'vip'}}}",
        "true  | {'data': {'tags': ['new', 'vip']}}",
        "false | {'data': {'tags': ['vip', 'new']}}",
        "true  | {'data': {'sizes': {'$gt': 10}}}",
        "true  | {'data': {'tags': {'$regex': '^v'}}}",
        "true  | {'data': {'items': {'sku': 'b-2'}}}",
        "true  | {'data': {'items': {'sku': {'$startsWith': 'b'}, 'count': {'$gt': 5}}}}",
        "false | {'data': {'items': {'sku': 'c'}}}",
        "true  | {'$message': {'organizationId': 'org_1', 'type': {'$startsWith': 'order'}}}",
        "false | {'$message': {'organizationId': 'org_2'}}",
        "true  | {'$or': [{'$message': {'type': 'x'}}, {'$message': {'type': 'order.paid'}}]}",
      })
  void comparesAsTheTableSays(boolean matches, String filter) {
    assertThat(filter(filter).matches(ORDER)).isEqualTo(matches);
    assertThat(filter(filter).explain(ORDER).matched()).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{1} is refused at {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "/data/amount/$gte | {'data': {'amount': {'$gte': true}}}",
        "/data/amount/$almost | {'data': {'amount': {'$almost': 1}}}",
        "/data/a~1b/$in | {'data': {'a/b': {'$in': 'x'}}}",
        "/a/$exist | {'a': {'$exist': 1}}",
        "/a/$startsWith | {'a': {'$startsWith': 1}}",
        "/a/$regex | {'a': {'$regex': '('}}",
        "/a/$regex | {'a': {'$regex': '(?<=a)b'}}",
        "/a/$regex | {'a': {'$regex': '((a{16}){16}){2}'}}",
        "/$or | {'$or': {}}",
        "/$or | {'$or': []}",
        "/$or/1 | {'$or': [{}, 1]}",
        "/a/$message | {'a': {'$message': {}}}",
        "/$not/b/$x | {'$not': {'b': {'$x': 1}}}",
      })
  void tellsWhereItIsWrong(String pointer, String filter) {
    assertThat(mistakes(filter)).containsExactly(pointer);
  }

  @Test
  void isBounded() {
    String many =
        IntStream.range(0, 201).mapToObj(i -> "'m" + i + "': 1").collect(Collectors.joining(","));
    assertThat(mistakes("{" + many + "}")).containsExactly("/m200");
    assertThat(mistakes("{'a': '" + "x".repeat(16 * 1024) + "'}")).containsExactly("");
    String regexes =
        IntStream.range(0, 11)
            .mapToObj(i -> "'m" + i + "': {'$regex': 'x'}")
            .collect(Collectors.joining(","));
    assertThat(mistakes("{" + regexes + "}")).containsExactly("/m10/$regex");
  }

  @Test
  void noExpressionTakesLongWhateverTheText() {
    String elements = ("'" + "a".repeat(2000) + "',").repeat(100);
    JsonObject hostile = json("{'a': [" + elements.substring(0, elements.length() - 1) + "]}");
    Filter filter = filter("{'a': {'$regex': '^(a?){128}a{2}(a+)+b$'}}");

    boolean matched =
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> filter.matches(hostile));

    assertThat(matched).isFalse();
  }

  @Test
  void explainsEveryComparison() {
    FilterResult result =
        filter("{'type': 'x', 'data': {'amount': {'$gt': 1}, 'gone': {'$exist': true}}}")
            .explain(ORDER);

    assertThat(result.matched()).isFalse();
    assertThat(result.checks())
        .extracting(
            check ->
                check.path()
                    + " "
                    + check.operator()
                    + " "
                    + check.expected()
                    + " "
                    + check.actual()
                    + " "
                    + check.matched())
        .containsExactly(
            "/type $eq \"x\" \"order.paid\" false",
            "/data/amount $gt 1 100.0 true",
            "/data/gone $exist true null false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'text'", "1"})
  void isAnObject(String json) {
    List<String> pointers = new ArrayList<>();

    assertThat(
            Filter.fromJson(
                json("{'a': " + json + "}").getValue("/a"),
                (pointer, detail) -> pointers.add(pointer)))
        .isNull();
    assertThat(pointers).containsExactly("");
  }

  private static List<String> mistakes(String filter) {
    List<String> pointers = new ArrayList<>();
    assertThat(Filter.fromJson(json(filter), (pointer, detail) -> pointers.add(pointer))).isNull();
    return pointers;
  }

  private static Filter filter(String json) {
    return Objects.requireNonNull(
        Filter.fromJson(
            json(json),
            (pointer, detail) -> {
              throw new AssertionError(pointer + " " + detail);
            }));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
