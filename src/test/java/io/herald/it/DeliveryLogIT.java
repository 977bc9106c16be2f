package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.FreePorts;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the delivery log shows, and to whom: the wire contract, section 2. */
@ExtendWith(RunningHerald.class)
class DeliveryLogIT {

  private static final int KEPT_OF_A_BODY = 16 * 1024;

  private final Api root;
  private final ServerClock clock;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  DeliveryLogIT(Api root, ServerClock clock) {
    this.root = root;
    this.clock = clock;
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    clock.restore();
    receiver.close();
  }

  @Nested
  class ADelivery {

    @Test
    void hasTheDocumentedShapeOnceDelivered() {
      receiver.on("/hook", Answer.status(200).withBody("thanks"));
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      clock.stop();
      Instant now = clock.now();

      JsonObject delivery = webhook.finished(webhook.ping());

      assertThat(delivery.keySet())
          .containsExactly(
              "id",
              "messageId",
              "eventType",
              "status",
              "attemptNumber",
              "httpStatus",
              "success",
              "requestBody",
              "responseBody",
              "createdAt",
              "nextAttemptAt",
              "attempts");
      assertThat(delivery.getJsonNumber("id").longValueExact()).isBetween(1L, (1L << 53) - 1);
      assertThat(delivery.getString("messageId")).matches("msg_[0-9a-z]{25}");
      assertThat(delivery.getString("eventType")).isEqualTo("ping");
      assertThat(delivery.getString("status")).isEqualTo("delivered");
      assertThat(delivery.getInt("attemptNumber")).isEqualTo(1);
      assertThat(delivery.getInt("httpStatus")).isEqualTo(200);
      assertThat(delivery.getBoolean("success")).isTrue();
      assertThat(delivery.getString("requestBody"))
          .isEqualTo(receiver.requests("/hook").get(0).text());
      assertThat(delivery.getString("responseBody")).isEqualTo("thanks");
      assertThat(delivery.getString("createdAt")).isEqualTo(now.toString());
      assertThat(delivery.get("nextAttemptAt")).isEqualTo(JsonValue.NULL);
      assertThat(delivery.getJsonArray("attempts")).hasSize(1);
    }

    @Test
    void hasTheDocumentedShapeBeforeItsFirstAttemptEnds() {
      receiver.on("/hook", Answer.hang());
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      clock.stop();

      JsonObject delivery = webhook.delivery(webhook.ping());

      assertThat(delivery.getString("status")).isEqualTo("pending");
      assertThat(delivery.getInt("attemptNumber")).isZero();
      assertThat(delivery.get("httpStatus")).isEqualTo(JsonValue.NULL);
      assertThat(delivery.getBoolean("success")).isFalse();
      assertThat(delivery.get("responseBody")).isEqualTo(JsonValue.NULL);
      assertThat(delivery.getString("nextAttemptAt")).isEqualTo(delivery.getString("createdAt"));
      assertThat(delivery.getJsonArray("attempts")).isEmpty();
    }

    @Test
    void keepsOfEachAttemptWhatWasSentAndWhatCameBack() {
      receiver.on(
          "/hook",
          Answer.status(503).withHeader("X-Reason", "tired").withBody("later"),
          Answer.status(200).withBody("now"));
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      clock.stop();
      Instant start = clock.now();
      long id = webhook.ping();
      webhook.afterAttempt(1, id);
      clock.advance(Duration.ofMinutes(1));

      JsonObject delivery = webhook.finished(id);

      List<JsonObject> attempts = delivery.getJsonArray("attempts").getValuesAs(JsonObject.class);
      assertThat(attempts)
          .hasSize(2)
          .allSatisfy(
              attempt ->
                  assertThat(attempt.keySet())
                      .containsExactly(
                          "number",
                          "startedAt",
                          "durationMs",
                          "httpStatus",
                          "outcome",
                          "requestHeaders",
                          "responseHeaders",
                          "responseBody",
                          "error"));
      JsonObject failed = attempts.get(0);
      assertThat(failed.getInt("number")).isEqualTo(1);
      assertThat(failed.getString("startedAt")).isEqualTo(start.toString());
      assertThat(failed.getInt("durationMs")).isBetween(0, 15_000);
      assertThat(failed.getInt("httpStatus")).isEqualTo(503);
      assertThat(failed.getString("outcome")).isEqualTo("answered");
      assertThat(failed.getJsonObject("responseHeaders").getString("x-reason")).isEqualTo("tired");
      assertThat(failed.getString("responseBody")).isEqualTo("later");
      assertThat(failed.get("error")).isEqualTo(JsonValue.NULL);
      assertThat(attempts.get(1).getInt("number")).isEqualTo(2);
      assertThat(attempts.get(1).getString("responseBody")).isEqualTo("now");
      assertThat(delivery.getString("responseBody")).as("the last one's").isEqualTo("now");
      for (int i = 0; i < 2; i++) {
        assertThatHeadersAreThoseSent(attempts.get(i), receiver.requests("/hook").get(i));
      }
    }

    private static void assertThatHeadersAreThoseSent(JsonObject attempt, Received request) {
      JsonObject headers = attempt.getJsonObject("requestHeaders");
      assertThat(headers)
          .containsOnlyKeys(
              "Content-Type",
              "User-Agent",
              "webhook-id",
              "webhook-timestamp",
              "webhook-signature",
              "X-Hub-Signature-256",
              "Herald-Event-Type",
              "Herald-Webhook-Id",
              "Herald-Delivery-Id",
              "Herald-Attempt");
      headers.forEach(
          (name, value) ->
              assertThat(((JsonString) value).getString()).isEqualTo(request.header(name)));
    }

    @Test
    void keepsTheFirst16KibOfAnAnswer() {
      String longAnswer = "0123456789abcdef".repeat(KEPT_OF_A_BODY / 16) + "too much";
      receiver.on("/hook", Answer.status(500).withBody(longAnswer));
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      JsonObject delivery = webhook.afterAttempt(1, webhook.ping());

      String kept = longAnswer.substring(0, KEPT_OF_A_BODY);
      assertThat(delivery.getString("responseBody")).isEqualTo(kept);
      assertThat(delivery.getJsonArray("attempts").getJsonObject(0).getString("responseBody"))
          .isEqualTo(kept);
    }

    @Test
    void saysWhyThereWasNoAnswerWithoutAnAddressThatTheTenantDoesNotKnow() {
      int port = FreePorts.next();
      TestWebhook webhook = tenant.webhook(URI.create("http://localhost:" + port + "/"));

      JsonObject delivery = webhook.afterAttempt(1, webhook.ping());

      JsonObject attempt = delivery.getJsonArray("attempts").getJsonObject(0);
      assertThat(attempt.getString("outcome")).isEqualTo("connect");
      assertThat(attempt.getString("error")).isEqualTo("connection refused");
      assertThat(attempt.get("httpStatus")).isEqualTo(JsonValue.NULL);
      assertThat(attempt.get("responseHeaders")).isEqualTo(JsonValue.NULL);
      assertThat(attempt.get("responseBody")).isEqualTo(JsonValue.NULL);
      assertThat(delivery.toString()).doesNotContain("127.0.0.1", "::1", "Exception", "java.");
    }
  }

  @Nested
  class ThePage {

    @Test
    void ofAnEmptyLogIsTheFirstOfNone() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      assertThat(webhook.log("").toString())
          .isEqualTo(
              "{\"content\":[],\"totalElements\":0,\"totalPages\":0,\"size\":20,\"number\":0}");
    }

    @Test
    void isTheFirst20UnlessAskedOtherwiseTheNewestFirst() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "sync.user");
      for (int i = 0; i < 21; i++) {
        tenant.user("user" + i);
      }
      List<Received> heard = webhook.heardBy(receiver);

      JsonObject first = webhook.log("");
      JsonObject second = webhook.log("?page=1");
      JsonObject beyond = webhook.log("?page=2");
      JsonObject middle = webhook.log("?page=1&size=5");

      assertThat(first.keySet())
          .containsExactly("content", "totalElements", "totalPages", "size", "number");
      assertThatNumbersAre(first, 21, 2, 20, 0);
      assertThat(bodies(first)).isEqualTo(newestFirst(heard, 0, 20));
      assertThatNumbersAre(second, 21, 2, 20, 1);
      assertThat(bodies(second)).isEqualTo(newestFirst(heard, 20, 21));
      assertThatNumbersAre(beyond, 21, 2, 20, 2);
      assertThat(bodies(beyond)).isEmpty();
      assertThatNumbersAre(middle, 21, 5, 5, 1);
      assertThat(bodies(middle)).isEqualTo(newestFirst(heard, 5, 10));
    }

    private static void assertThatNumbersAre(
        JsonObject page, int totalElements, int totalPages, int size, int number) {
      Map<String, JsonValue> numbers = new LinkedHashMap<>(page);
      numbers.remove("content");
      assertThat(numbers.values())
          .extracting(value -> ((JsonNumber) value).intValue())
          .containsExactly(totalElements, totalPages, size, number);
    }

    private static List<String> newestFirst(List<Received> heard, int from, int to) {
      int size = heard.size();
      return IntStream.range(from, to).mapToObj(i -> heard.get(size - 1 - i).text()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "page=-1, page",
      "page=x, page",
      "page=1.5, page",
      "page=10000001, page",
      "page=99999999999999999999, page",
      "page=, page",
      "size=0, size",
      "size=-1, size",
      "size=101, size",
      "size=many, size",
      "status=failed, status",
      "status=PENDING, status",
      "since=yesterday, since",
      "since=2026-01-31, since",
      "until=2026-01-31T12:00:00, until",
      "until=2026-02-30T12:00:00Z, until",
    })
    void ofAMalformedParameterIsRefusedWithItsName(String query, String parameter) {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      Reply refused = tenant.api().get(webhook.address() + "/deliveries?" + query).expect(400);

      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      JsonObject problem = refused.json();
      assertThat(problem.getString("type")).isEqualTo("urn:herald:problem:bad-request");
      assertThat(problem.getInt("status")).isEqualTo(400);
      assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
          .singleElement()
          .satisfies(error -> assertThat(error.getString("pointer")).isEqualTo(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?size=1", "?size=100", "?page=0", "?page=10000000&size=100"})
    void mayBeAnyWithinTheBounds(String query) {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      assertThat(webhook.log(query).getInt("totalElements")).isZero();
    }
  }

  @Nested
  class TheFilter {

    @Test
    void choosesByStatus() {
      clock.stop(); // no retry before the last one is answered
      receiver.on("/hook", Answer.status(204), Answer.status(500), Answer.status(410));
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      long delivered = webhook.ping();
      webhook.finished(delivered);
      long pending = webhook.ping();
      webhook.afterAttempt(1, pending);

      assertThat(ids(webhook.log("?status=delivered"))).containsExactly(delivered);
      assertThat(ids(webhook.log("?status=pending"))).containsExactly(pending);
      assertThat(ids(webhook.log("?status=exhausted"))).isEmpty();
      assertThat(ids(webhook.log("?status=cancelled"))).isEmpty();

      long gone = webhook.ping();
      webhook.finished(gone);
      webhook.finished(pending);

      assertThat(ids(webhook.log("?status=cancelled"))).containsExactly(gone, pending);
      assertThat(webhook.log("?status=cancelled&size=1").getInt("totalElements")).isEqualTo(2);
    }

    @Test
    void choosesByEventType() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      tenant.user("ada");
      tenant.child();
      long ping = webhook.ping();

      assertThat(ids(webhook.log("?eventType=ping"))).containsExactly(ping);
      assertThat(webhook.log("?eventType=sync.user").getInt("totalElements")).isEqualTo(1);
      assertThat(webhook.log("?eventType=USER_CREATED").getInt("totalElements")).isZero();
    }

    @Test
    void choosesByTimeOfRecordingFromSinceToBeforeUntil() {
      clock.stop();
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      long first = webhook.ping();
      Instant at = clock.now();
      clock.advance(Duration.ofMillis(1));
      long second = webhook.ping();
      clock.advance(Duration.ofMillis(1));
      long third = webhook.ping();

      assertThat(ids(webhook.log("?since=" + at.plusMillis(1)))).containsExactly(third, second);
      assertThat(ids(webhook.log("?until=" + at.plusMillis(1)))).containsExactly(first);
      assertThat(ids(webhook.log("?since=" + at.plusMillis(1) + "&until=" + at.plusMillis(2))))
          .containsExactly(second);
      assertThat(ids(webhook.log("?since=" + at.plusMillis(2).toString().replace("Z", "%2B00:00"))))
          .as("an offset in numbers")
          .containsExactly(third);
    }
  }

  @Nested
  class WhoMayRead {

    @Test
    void otherTenantsFindNothing() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "sync.user");
      long delivery = webhook.ping();
      webhook.finished(delivery);
      String log = webhook.address() + "/deliveries";
      Api sibling = Tenant.below(root).api();
      Api child = tenant.child().api();

      for (Api stranger : List.of(sibling, child)) {
        stranger.get(log).expect(404);
        stranger.get(log + "/" + delivery).expect(404);
        stranger.post(log + "/" + delivery + "/redeliver").expect(404);
        stranger.post(webhook.address() + "/ping").expect(404);
      }
      assertThat(receiver.requests("/hook")).hasSize(1);
    }

    @Test
    void aParentReadsItsChildrens() {
      Tenant child = tenant.child();
      TestWebhook webhook = child.webhook(receiver.url("/hook"));
      long delivery = webhook.ping();

      assertThat(
              tenant
                  .api()
                  .get(webhook.address() + "/deliveries")
                  .expect(200)
                  .json()
                  .getInt("totalElements"))
          .isEqualTo(1);
      tenant.api().get(webhook.address() + "/deliveries/" + delivery).expect(200);
    }

    @Test
    void aDeliveryIsFoundUnderItsOwnWebhookOnly() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      TestWebhook other = tenant.webhook(receiver.url("/other"));
      long delivery = webhook.ping();
      webhook.finished(delivery);

      tenant.api().get(other.address() + "/deliveries/" + delivery).expect(404);
      other.redeliver(delivery).expect(404);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/v1/webhooks/1/deliveries",
          "/v1/webhooks/x/deliveries",
          "/v1/webhooks/-1/deliveries",
          "/v1/webhooks/99999999999999999999/deliveries",
        })
    void whatIsNotThereIsNotFound(String path) {
      Reply refused = tenant.api().get(path).expect(404);

      assertThat(refused.json().getString("type")).isEqualTo("urn:herald:problem:not-found");
    }

    @Test
    void aViewerReadsAndChangesNothing() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      long delivery = webhook.ping();
      webhook.finished(delivery);
      String log = webhook.address() + "/deliveries";
      Api viewer = tenant.as("viewer");

      viewer.get(log).expect(200);
      viewer.get(log + "/" + delivery).expect(200);
      viewer.post(log + "/" + delivery + "/redeliver").expect(403);
      viewer.post(webhook.address() + "/ping").expect(403);

      assertThat(webhook.recorded()).isEqualTo(1);
      assertThat(webhook.delivery(delivery).getInt("attemptNumber")).isEqualTo(1);
    }

    @Test
    void aPublisherReadsNothing() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      long delivery = webhook.ping();
      webhook.finished(delivery);
      String log = webhook.address() + "/deliveries";
      Api publisher = tenant.as("publisher");

      publisher.get(log).expect(403);
      publisher.get(log + "/" + delivery).expect(403);
      publisher.post(log + "/" + delivery + "/redeliver").expect(403);
      publisher.post(webhook.address() + "/ping").expect(403);
    }

    @Test
    void nobodyReadsWithoutAToken() {
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      Reply refused = tenant.api().anonymous().get(webhook.address() + "/deliveries").expect(401);

      assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  private static List<Long> ids(JsonObject page) {
    return page.getJsonArray("content").getValuesAs(JsonObject.class).stream()
        .map(delivery -> delivery.getJsonNumber("id").longValueExact())
        .toList();
  }

  private static List<String> bodies(JsonObject page) {
    return page.getJsonArray("content").getValuesAs(JsonObject.class).stream()
        .map(delivery -> delivery.getString("requestBody"))
        .toList();
  }
}
