package io.herald.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.json.RecordBinder;
import io.herald.json.StrictJson;
import io.herald.shaping.BodyFormat;
import io.herald.shaping.Subject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

  private static final String CUSTOM =
      "{'type':'order.paid','timestamp':'2026-01-01T00:00:00Z','data':{'id':7}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "2026-01-01T00:00:00Z | {'id':7} | " + CUSTOM,
        "2026-03-04T05:06:07Z | {'userId':'user_1'} | {'type':'sync.user','userId':'user_1'}",
        "2026-03-04T05:06:07Z | {'username':'ada'} |"
            + " {'type':'USER_CREATED','webhook':{'id':'17'},'payload':{'username':'ada'}}",
      })
  void aCloudEventHoldsTheDataAlone(String time, String data, String body) {
    Shape shape = shape(body, "{'format': 'cloudevents'}");

    assertThat(shape.text())
        .isEqualTo(
            quoted(
                "{'specversion':'1.0','id':'msg_1','source':'/v1/organizations/org_1',"
                    + "'type':'the.type','time':'"
                    + time
                    + "','datacontenttype':'application/json','data':"
                    + data
                    + "}"));
    assertThat(BodyFormat.contentType(String.valueOf(shape.text())))
        .isEqualTo("application/cloudevents+json; charset=utf-8");
    assertThat(BodyFormat.contentType(body)).isEqualTo("application/json");
  }

  @Test
  void aTransformationComesBeforeTheFormat() {
    assertThat(
            shape(
                    CUSTOM,
                    "{'format': 'cloudevents', 'transformation': {'template': {'n': {'$pointer':"
                        + " '/data/id'}}}}")
                .text())
        .endsWith("\"data\":{\"n\":7}}");
  }

  @Test
  void whatDoesNotApplyLeavesTheBodyAndKeepsTheFormat() {
    String patch = "'transformation': {'patch': [{'op': 'remove', 'path': '/gone'}]}";

    Shape untouched = shape(CUSTOM, "{" + patch + "}");
    assertThat(untouched.text()).isNull();
    assertThat(untouched.error()).startsWith("the patch does not apply");
    Shape event = shape(CUSTOM, "{'format': 'cloudevents', " + patch + "}");
    assertThat(event.text()).endsWith("\"data\":{\"id\":7}}");
    assertThat(event.error()).isNotNull();
  }

  @Test
  void aPatchThatDoublesTheBodyAgainAndAgainFillsNoMemory() {
    String doublings =
        IntStream.range(0, 60)
            .mapToObj(i -> "{'op': 'copy', 'from': '', 'path': '/data/x" + i + "'}")
            .collect(Collectors.joining(","));

    Shape shape = shape(CUSTOM, "{'transformation': {'patch': [" + doublings + "]}}");

    assertThat(shape.text()).isNull();
    assertThat(shape.error())
        .isEqualTo("the patch does not apply: it makes the body too large or too deep");
  }

  @Test
  void halfASurrogatePairSurvives() {
    assertThat(
            shape(
                    "{'type':'a','timestamp':'t','data':{'s':'\\ud800'}}",
                    "{'format': 'cloudevents'}")
                .text())
        .endsWith("{\"s\":\"\\ud800\"}}");
  }

  private static Shape shape(String body, String policy) {
    Policy parsed =
        RecordBinder.bind(Policy.class, StrictJson.parse(quoted(policy).getBytes(UTF_8)), "");
    return Shape.of(
        Subject.of(
            StrictJson.parse(quoted(body).getBytes(UTF_8)).asJsonObject(),
            Shape.metadata("msg_1", "the.type", "org_1", "2026-03-04T05:06:07Z")),
        parsed);
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
