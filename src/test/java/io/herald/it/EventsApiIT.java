package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/events}: idempotency, and events in the form of CloudEvents. */
@ExtendWith(RunningHerald.class)
class EventsApiIT {

  private final Tenant tenant;

  EventsApiIT(Api administrator) {
    tenant = Tenant.below(administrator);
  }

  @Test
  void theSameKeyAndBodyGetTheSameAnswerAndOneMessage() {
    String key = UUID.randomUUID().toString();
    String body = event("order.paid");

    Reply first = once(key, body).expect(202);
    Reply second = once(key, body).expect(202);
    Reply quoted = once('"' + key + '"', body).expect(202);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(quoted.body()).isEqualTo(first.body());
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(
            tenant.api().get("/v1/messages?eventType=order.paid").json().getJsonArray("messages"))
        .hasSize(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    String key = UUID.randomUUID().toString();
    once(key, event("order.paid")).expect(202);

    assertThat(once(key, event("order.lost")).expect(422).body()).contains("Idempotency-Key");
    Tenant other = tenant.child();
    once(other.api(), key, event("order.lost").replace(tenant.id(), other.id())).expect(202);
  }

  @Test
  void aRefusalIsNotRemembered() {
    String key = UUID.randomUUID().toString();
    once(key, "{}").expect(422);

    once(key, event("order.paid")).expect(202);
  }

  @Test
  void ofManyAtOnceOneIsRecorded() {
    String key = UUID.randomUUID().toString();
    String body = event("order.paid");

    var replies =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> once(key, body)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(replies).extracting(Reply::status).containsOnly(202, 409).contains(202);
    assertThat(replies.stream().filter(reply -> reply.status() == 202).map(Reply::body).distinct())
        .hasSize(1);
    assertThat(
            tenant.api().get("/v1/messages?eventType=order.paid").json().getJsonArray("messages"))
        .hasSize(1);
  }

  @Test
  void aKeyMustBeOneShortText() {
    once("a".repeat(256), event("order.paid")).expect(400);
    once("a b", event("order.paid")).expect(400);
    once("\"\"", event("order.paid")).expect(400);
  }

  @Test
  void aCloudEventBecomesAMessageAboutTheTokensOrganization() {
    String event =
        """
        {"specversion":"1.0","id":"1","source":"/shop","type":"com.example.paid","subject":"order/17",
         "time":"2026-11-21T22:51:14Z","datacontenttype":"application/json","data":{"orderId":"A-17"}}""";

    String id = id(send("application/cloudevents+json", event));

    assertThat(message(id)).contains(tenant.id());
    assertThat(tenant.api().get("/v1/messages/" + id).json().getString("body"))
        .isEqualTo(
            "{\"type\":\"com.example.paid\",\"timestamp\":\"2026-11-21T22:51:14Z\",\"data\":{\"orderId\":\"A-17\"}}");
  }

  @Test
  void aBatchOfCloudEventsNamesTheOrganizationOfEach() {
    Tenant child = tenant.child();
    String batch =
        """
        [{"specversion":"1.0","id":"1","source":"/shop","type":"a.b","organizationid":"%s","data":{}},
         {"specversion":"1.0","id":"2","source":"/shop","type":"a.c","data":{}}]"""
            .formatted(child.id());

    Reply reply = send("application/cloudevents-batch+json", batch).expect(202);

    assertThat(message(reply.json().getJsonArray("messageIds").getString(0))).contains(child.id());
    assertThat(message(reply.json().getJsonArray("messageIds").getString(1))).contains(tenant.id());
  }

  @Test
  void aBinaryCloudEventHasItsAttributesInHeaders() {
    Reply reply = binary("order.paid", "1.0", "{\"orderId\":\"A-17\"}").expect(202);

    assertThat(message(id(reply))).contains("order.paid", "A-17");
    assertThat(binary("order-paid", "0.3", "[]").expect(422).body())
        .contains("\"ce-type\"", "\"ce-specversion\"", "must be an object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/specversion /id /source /type /data",
        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a\",\"data\":{}}|/specversion",
        "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"\",\"type\":\"a\",\"data\":{}}|/id /source",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"ping\",\"data\":{}}|/type",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a\",\"data_base64\":\"AA==\"}|/data_base64",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a\",\"data\":7}|/data",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a\",\"data\":{},\"time\":\"now\"}|/time",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a\",\"data\":{},\"datacontenttype\":\"text/xml\"}|/datacontenttype",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a\",\"data\":{},\"organizationid\":\"org_0000000000000000000000000\"}|/organizationId"
      })
  void whatIsWrongWithACloudEventIsNamed(String event, String pointers) {
    String refusal = send("application/cloudevents+json", event).expect(422).body();

    for (String pointer : pointers.split(" ", -1)) {
      assertThat(refusal).contains("\"" + pointer + "\"");
    }
  }

  @Test
  void allWrongEventsOfAnArrayAreNamedAtOnce() {
    String array = "[%s,{},%s]".formatted(event("order.paid"), event("sync.user"));

    assertThat(tenant.api().post("/v1/events", array).expect(422).body())
        .contains("\"/1/type\"", "\"/1/data\"", "\"/2/type\"")
        .doesNotContain("\"/0");
  }

  private String event(String type) {
    return "{\"type\":\"%s\",\"organizationId\":\"%s\",\"data\":{}}".formatted(type, tenant.id());
  }

  private Reply once(String key, String body) {
    return once(tenant.api(), key, body);
  }

  private static Reply once(Api api, String key, String body) {
    return api.send(
        api.request("/v1/events")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private Reply send(String contentType, String body) {
    return tenant
        .api()
        .send(
            tenant
                .api()
                .request("/v1/events")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
  }

  private Reply binary(String type, String version, String data) {
    return tenant
        .api()
        .send(
            tenant
                .api()
                .request("/v1/events")
                .header("Content-Type", "application/json")
                .header("ce-specversion", version)
                .header("ce-id", "7")
                .header("ce-source", "/shop/M%C3%BCnchen")
                .header("ce-type", type)
                .POST(BodyPublishers.ofString(data)));
  }

  private static String id(Reply reply) {
    return reply.expect(202).json().getJsonArray("messageIds").getString(0);
  }

  private String message(String id) {
    return tenant.api().get("/v1/messages/" + id).expect(200).body();
  }
}
