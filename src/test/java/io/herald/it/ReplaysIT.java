package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending a part of the log again: the wire contract, section 4. */
@ExtendWith(RunningHerald.class)
class ReplaysIT {

  private static final String EVERYTHING = "{\"since\":\"2020-01-01T00:00:00Z\"}";

  private final Api root;
  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  ReplaysIT(Api root) {
    this.root = root;
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void sendsTheSameBytesUnderTheSameIdsAgain() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    events(3, "order.paid");
    events(1, "invoice.paid");
    List<Received> before = receiver.await("/hook", 4);
    allDelivered(webhook, 4);
    String orders = "{\"since\":\"2020-01-01T00:00:00Z\",\"eventTypes\":[\"order.*\"]%s}";

    Reply count =
        tenant
            .api()
            .post(webhook.address() + "/replays", orders.formatted(",\"dryRun\":true"))
            .expect(200);
    JsonObject started =
        tenant.api().post(webhook.address() + "/replays", orders.formatted("")).expect(202).json();

    assertThat(count.body()).isEqualTo("{\"count\":3}");
    assertThat(started.keySet())
        .containsExactly(
            "id", "webhookId", "status", "count", "done", "only", "createdAt", "finishedAt");
    assertThat(started.getString("status")).isEqualTo("running");
    assertThat(started.getInt("count")).isEqualTo(3);
    assertThat(started.getJsonObject("only").getJsonArray("eventTypes").getString(0))
        .isEqualTo("order.*");
    List<Received> again = receiver.await("/hook", 7).subList(4, 7);
    assertThat(again)
        .extracting(request -> request.header("webhook-id") + request.text())
        .containsExactlyInAnyOrderElementsOf(
            before.stream()
                .filter(request -> request.text().contains("order.paid"))
                .map(request -> request.header("webhook-id") + request.text())
                .toList());
    JsonObject finished = awaitStatus(webhook, started, "finished");
    assertThat(finished.getInt("done")).isEqualTo(3);
    assertThat(finished.getString("finishedAt")).isNotBlank();
  }

  @Test
  void waitsForASlowReceiverAndIsPausedResumedAndCancelled() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    events(25, "order.paid");
    receiver.await("/hook", 25);
    allDelivered(webhook, 25);
    receiver.on("/hook", Answer.hang());
    String replays = webhook.address() + "/replays";

    JsonObject started = tenant.api().post(replays, EVERYTHING).expect(202).json();
    receiver.await("/hook", 45);

    String one = replays + "/" + started.getJsonNumber("id");
    JsonObject running = tenant.api().get(one).expect(200).json();
    assertThat(running.getString("status")).isEqualTo("running");
    assertThat(running.getInt("done")).as("as many as may be on their way").isEqualTo(20);
    tenant.api().post(replays, EVERYTHING).expect(409);
    assertThat(status(tenant.api().post(one + "/pause"))).isEqualTo("paused");
    assertThat(status(tenant.api().post(one + "/pause"))).isEqualTo("paused");
    assertThat(status(tenant.api().post(one + "/resume"))).isEqualTo("running");
    assertThat(status(tenant.api().post(one + "/cancel"))).isEqualTo("cancelled");
    assertThat(status(tenant.api().post(one + "/cancel"))).isEqualTo("cancelled");
    tenant.api().post(one + "/resume").expect(409);
    JsonObject page = tenant.api().get(replays).expect(200).json();
    assertThat(page.getInt("totalElements")).isEqualTo(1);
    assertThat(page.getJsonArray("content").getJsonObject(0).getString("status"))
        .isEqualTo("cancelled");
  }

  @Test
  void someAreRedeliveredByTheirIds() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    events(2, "order.paid");
    receiver.await("/hook", 2);
    allDelivered(webhook, 2);
    long newest = webhook.newest();
    String call = webhook.address() + "/deliveries/redeliver";

    Reply answer = tenant.api().post(call, "{\"ids\":[%d,1]}".formatted(newest)).expect(202);

    assertThat(answer.body()).isEqualTo("{\"redelivered\":[%d],\"skipped\":[1]}".formatted(newest));
    assertThat(receiver.await("/hook", 3).get(2).header("Herald-Delivery-Id"))
        .isEqualTo(String.valueOf(newest));
    tenant.api().post(call, "{\"ids\":[]}").expect(422);
    tenant.as("viewer").post(call, "{\"ids\":[1]}").expect(403);
    Tenant.below(root).api().post(call, "{\"ids\":[1]}").expect(404);
    webhook.setActive(false);
    tenant.api().post(call, "{\"ids\":[1]}").expect(409);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /since",
        "{\"since\":\"yesterday\"} | /since",
        "{\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\"} | /until",
        "{\"since\":\"2026-01-02T00:00:00Z\",\"status\":\"pending\"} | /status",
        "{\"since\":\"2026-01-02T00:00:00Z\",\"status\":\"failed\"} | /status",
        "{\"since\":\"2026-01-02T00:00:00Z\",\"eventTypes\":[\"a b\"]} | /eventTypes/0",
        "{\"since\":\"2026-01-02T00:00:00Z\",\"when\":1} | /when",
      })
  void whatMakesNoSenseIsRefusedWithItsPlace(String command, String pointer) {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

    Reply refused = tenant.api().post(webhook.address() + "/replays", command).expect(422);

    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo(pointer);
  }

  @Test
  void isRefusedForAnInactiveWebhook() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    webhook.setActive(false);

    tenant.api().post(webhook.address() + "/replays", EVERYTHING).expect(409);
  }

  @Test
  void isForAdministratorsOfTheWebhooksOrganization() {
    TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
    String replays = webhook.address() + "/replays";
    Api stranger = Tenant.below(root).api();
    Api viewer = tenant.as("viewer");
    Api publisher = tenant.as("publisher");

    stranger.post(replays, EVERYTHING).expect(404);
    stranger.get(replays).expect(404);
    viewer.get(replays).expect(200);
    viewer.post(replays, EVERYTHING).expect(403);
    publisher.get(replays).expect(403);
    JsonObject started = tenant.api().post(replays, EVERYTHING).expect(202).json();
    String one = replays + "/" + started.getJsonNumber("id");
    viewer.get(one).expect(200);
    viewer.post(one + "/cancel").expect(403);
    stranger.get(one).expect(404);
    stranger.post(one + "/cancel").expect(404);
    TestWebhook other = tenant.webhook(receiver.url("/other"));
    tenant.api().get(one.replace(webhook.address(), other.address())).expect(404);
  }

  private void events(int count, String type) {
    JsonArrayBuilder events = Json.createArrayBuilder();
    for (int i = 0; i < count; i++) {
      events.add(
          Json.createObjectBuilder()
              .add("type", type)
              .add("organizationId", tenant.id())
              .add("data", Json.createObjectBuilder().add("n", i)));
    }
    tenant.api().post("/v1/events", events.build()).expect(202);
  }

  private static void allDelivered(TestWebhook webhook, int count) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> webhook.log("?status=delivered&size=1").getInt("totalElements"),
            delivered -> delivered == count);
  }

  private JsonObject awaitStatus(TestWebhook webhook, JsonObject replay, String status) {
    String one = webhook.address() + "/replays/" + replay.getJsonNumber("id");
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> tenant.api().get(one).expect(200).json(),
            json -> json.getString("status").equals(status));
  }

  private static String status(Reply reply) {
    return reply.expect(200).json().getString("status");
  }
}
