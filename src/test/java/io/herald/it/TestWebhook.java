package io.herald.it;

import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A webhook of a {@link Tenant}, seen by its administrator. */
record TestWebhook(Api api, long id, String secret, URI callbackUrl) {

  /** Its address in the API. */
  String address() {
    return "/v1/webhooks/" + id;
  }

  JsonObject read() {
    return api.get(address()).expect(200).json();
  }

  void setActive(boolean active) {
    api.patch(address(), "{\"active\":" + active + "}").expect(200);
  }

  /** A page of its delivery log, with a query such as {@code ?size=1}. */
  JsonObject log(String query) {
    return api.get(address() + "/deliveries" + query).expect(200).json();
  }

  /** How many deliveries have been recorded for it. */
  int recorded() {
    return log("?size=1").getInt("totalElements");
  }

  /** The delivery recorded last. */
  long newest() {
    return log("?size=1").getJsonArray("content").getJsonObject(0).getJsonNumber("id").longValue();
  }

  /** Sends a test message; returns the delivery's id. */
  long ping() {
    return api.post(address() + "/ping").expect(202).json().getJsonNumber("id").longValueExact();
  }

  Reply redeliver(long delivery) {
    return api.post(address() + "/deliveries/" + delivery + "/redeliver");
  }

  JsonObject delivery(long delivery) {
    return api.get(address() + "/deliveries/" + delivery).expect(200).json();
  }

  /** The delivery in the log, once that attempt of it is settled. */
  JsonObject afterAttempt(int number, long delivery) {
    return await(delivery, json -> json.getInt("attemptNumber") >= number);
  }

  /** The delivery in the log, once it is no longer pending. */
  JsonObject finished(long delivery) {
    return await(delivery, json -> !json.getString("status").equals("pending"));
  }

  private JsonObject await(long delivery, Predicate<JsonObject> condition) {
    return Awaitility.await("delivery " + delivery + " to " + callbackUrl)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> delivery(delivery), condition);
  }

  /**
   * All requests that came in, in the order in which their deliveries were recorded, once there is
   * one for each delivery. A delivery is recorded in the transaction of the change that it tells
   * of: what is not in the log when a call returns will never come.
   */
  List<Received> heardBy(RecordingReceiver receiver) {
    receiver.await(path(), recorded());
    return receiver.requests(path()).stream()
        .sorted(Comparator.comparing(request -> Long.valueOf(request.header("Herald-Delivery-Id"))))
        .toList();
  }

  /** The same as text. */
  List<String> bodiesHeardBy(RecordingReceiver receiver) {
    return heardBy(receiver).stream().map(Received::text).toList();
  }

  /** The path of its callback URL. */
  String path() {
    return callbackUrl.getPath();
  }
}
