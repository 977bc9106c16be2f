package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The catalogue of event types, and what it makes of events. */
@ExtendWith(RunningHerald.class)
class EventTypesIT {

  private static final String ORDER_PAID =
      """
      {"name":"order.paid","description":"An order was paid.",
       "schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
         "required":["orderId","amount"],
         "properties":{"orderId":{"type":"string","pattern":"^[A-Z]-[0-9]+$"},"amount":{"type":"number","minimum":0}}},
       "example":{"orderId":"A-17","amount":12.5}}""";

  private final Tenant tenant;

  EventTypesIT(Api administrator) {
    tenant = Tenant.below(administrator);
  }

  @Test
  void aTypeIsRegisteredReadChangedAndDeleted() {
    Reply registered = tenant.api().post("/v1/event-types", ORDER_PAID).expect(201);
    assertThat(registered.header("Location")).endsWith("/v1/event-types/order.paid");

    JsonObject read = tenant.api().get("/v1/event-types/order.paid").expect(200).json();
    assertThat(read).isEqualTo(registered.json());
    assertThat(read.getJsonObject("schema").getJsonArray("required")).hasSize(2);
    assertThat(read.getBoolean("builtIn")).isFalse();
    assertThat(read.getString("organizationId")).isEqualTo(tenant.id());

    JsonObject changed =
        tenant
            .api()
            .patch("/v1/event-types/order.paid", "{\"deprecated\":true,\"description\":null}")
            .expect(200)
            .json();
    assertThat(changed.getBoolean("deprecated")).isTrue();
    assertThat(changed.isNull("description")).isTrue();
    assertThat(tenant.as("viewer").get("/v1/event-types?size=100").expect(200).body())
        .contains("\"order.paid\"", "\"sync.user\"", "\"ping\"");

    tenant.api().delete("/v1/event-types/order.paid").expect(204);
    tenant.api().get("/v1/event-types/order.paid").expect(404);
    tenant.api().delete("/v1/event-types/order.paid").expect(404);
  }

  @Test
  void builtInTypesAndThoseFromAboveAreReadOnly() {
    tenant.api().post("/v1/event-types", ORDER_PAID).expect(201);
    Tenant child = tenant.child();

    assertThat(child.api().get("/v1/event-types/order.paid").expect(200).json().getString("name"))
        .isEqualTo("order.paid");
    child.api().patch("/v1/event-types/order.paid", "{\"archived\":true}").expect(403);
    child.api().delete("/v1/event-types/sync.user").expect(403);
    child.api().post("/v1/event-types", "{\"name\":\"sync.user\"}").expect(409);
    tenant.api().post("/v1/event-types", ORDER_PAID).expect(409);
    tenant.as("viewer").post("/v1/event-types", ORDER_PAID).expect(403);
    tenant
        .api()
        .delete("/v1/event-types/order.paid?organizationId=" + child.id())
        .expect(403); // seen from there, it is not its own
  }

  @Test
  void anotherTenantSeesNothingOfIt() {
    tenant.api().post("/v1/event-types", ORDER_PAID).expect(201);
    Tenant stranger = new Tenant(tenant.api(), tenant.id(), tenant.name()).child().child();
    Tenant sibling = tenant.child();
    stranger.api().post("/v1/event-types", "{\"name\":\"own.type\"}").expect(201);

    sibling.api().get("/v1/event-types/own.type").expect(404);
    sibling.api().get("/v1/event-types?organizationId=" + stranger.id()).expect(404);
    tenant.api().get("/v1/event-types/own.type").expect(404);
    tenant.api().get("/v1/event-types/own.type?organizationId=" + stranger.id()).expect(200);
  }

  @Test
  void mistakesAreNamedByPointer() {
    assertThat(refused("{\"name\":\"a-b\"}")).contains("\"/name\"");
    assertThat(refused("{\"name\":\"a\",\"schema\":{\"type\":\"text\"}}")).contains("/schema/type");
    assertThat(refused("{\"name\":\"a\",\"schema\":{\"$ref\":\"https://example.com/\"}}"))
        .contains("/schema/$ref");
    assertThat(
            refused(
                "{\"name\":\"a\",\"schema\":{\"required\":[\"b\"]},\"example\":{\"c\":1},\"other\":1}"))
        .contains("/other");
    assertThat(refused("{\"name\":\"a\",\"schema\":{\"required\":[\"b\"]},\"example\":{}}"))
        .contains("\"/example\"");
    tenant.api().get("/v1/event-types?archived=perhaps").expect(400);
  }

  private String refused(String body) {
    return tenant.api().post("/v1/event-types", body).expect(422).body();
  }

  @Test
  void eventsAreCheckedAgainstIt() {
    Tenant child = tenant.child();
    send(child, "{\"orderId\":7}").expect(202);
    tenant.api().post("/v1/event-types", ORDER_PAID).expect(201);

    assertThat(send(child, "{\"orderId\":7,\"amount\":-1}").expect(422).body())
        .contains("\"/data/orderId\"", "\"/data/amount\"");
    send(child, "{\"orderId\":\"A-17\",\"amount\":12.5}").expect(202);
    String array =
        "[%s,%s]".formatted(event(child, "{\"orderId\":\"A-1\",\"amount\":1}"), event(child, "{}"));
    assertThat(child.api().post("/v1/events", array).expect(422).body()).contains("\"/1/data\"");

    tenant.api().patch("/v1/event-types/order.paid", "{\"archived\":true}").expect(200);
    assertThat(send(child, "{\"orderId\":\"A-17\",\"amount\":1}").expect(422).body())
        .contains("\"/type\"", "archived");
    tenant.api().delete("/v1/event-types/order.paid").expect(204);
    send(child, "{}").expect(202);
  }

  @Test
  void theExampleIsSentAndMarkedAsSuch() {
    tenant.api().post("/v1/event-types", ORDER_PAID).expect(201);
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      TestWebhook webhook = tenant.webhook(receiver.url("/examples"), "other.type");
      String address = webhook.address() + "/examples";

      tenant.api().post(address, "{\"eventType\":\"order.paid\"}").expect(202);
      tenant.api().post(address, "{\"eventType\":\"USER_CREATED\"}").expect(202);
      tenant.api().post(address, "{\"eventType\":\"order.unknown\"}").expect(422);
      webhook.ping();

      List<Received> heard = webhook.heardBy(receiver);
      assertThat(heard.get(0).text())
          .startsWith("{\"type\":\"order.paid\",\"timestamp\":")
          .endsWith("\"data\":{\"orderId\":\"A-17\",\"amount\":12.5}}");
      assertThat(heard.get(1).text())
          .startsWith(
              "{\"type\":\"USER_CREATED\",\"webhook\":{\"id\":\"%d\",\"organization\":\"%s\",\"name\":\"demo\"},\"payload\":{"
                  .formatted(webhook.id(), tenant.name()));
      assertThat(heard)
          .extracting(request -> request.headers().getOrDefault("Herald-Example", List.of()))
          .containsExactly(List.of("true"), List.of("true"), List.of());
    }
  }

  private static Reply send(Tenant about, String data) {
    return about.api().post("/v1/events", event(about, data));
  }

  private static String event(Tenant about, String data) {
    return "{\"type\":\"order.paid\",\"organizationId\":\"%s\",\"data\":%s}"
        .formatted(about.id(), data);
  }
}
