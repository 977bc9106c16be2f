package io.herald.it;

import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An organization with a webhook, and the users that were accepted for it: what a test says must
 * have been delivered.
 */
final class Company {

  private static final String SYNC_USER = "sync.user";

  private final RecordingReceiver receiver;
  private final String path;
  private final String organizationId;
  private long webhookId;
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

  private Company(RecordingReceiver receiver, String path, String organizationId) {
    this.receiver = receiver;
    this.path = path;
    this.organizationId = organizationId;
  }

  /** Creates both; the webhook calls the receiver on the path {@code /name}. */
  static Company create(Api api, RecordingReceiver receiver, String name) {
    String path = "/" + name;
    Company company = new Company(receiver, path, organization(api, name));
    company.webhookId = company.addWebhook(api, receiver.url(path));
    return company;
  }

  private static String organization(Api api, String name) {
    return api.post("/v1/organizations", Json.createObjectBuilder().add("name", name).build())
        .expect(201)
        .json()
        .getString("id");
  }

  /** One more webhook; returns its id. */
  long addWebhook(Api api, URI callbackUrl) {
    return api.post(
            "/v1/webhooks",
            Json.createObjectBuilder()
                .add("callbackUrl", callbackUrl.toString())
                .add("organizationId", organizationId)
                .add("eventTypes", Json.createArrayBuilder().add(SYNC_USER))
                .build())
        .expect(200)
        .json()
        .getJsonNumber("id")
        .longValueExact();
  }

  /** The one it was created with. */
  long webhookId() {
    return webhookId;
  }

  /** Creates users; each counts as accepted once it was answered 201. */
  void addUsers(Api api, int count) {
    for (int i = 0; i < count; i++) {
      addUser(api);
    }
  }

  void addUser(Api api) {
    String username = "user-" + System.nanoTime() + "-" + Thread.currentThread().getId();
    accepted.add(
        api.post(
                "/v1/users",
                Json.createObjectBuilder()
                    .add("username", username)
                    .add("email", username + "@example.org")
                    .add("organizationId", organizationId)
                    .build())
            .expect(201)
            .json()
            .getString("id"));
  }

  /** The ids of the users whose creation was answered 201. */
  Set<String> accepted() {
    synchronized (accepted) {
      return Set.copyOf(accepted);
    }
  }

  /** Whether something is still to be sent to the first webhook, or to be settled. */
  boolean hasPending(Api api) {
    return !api.get("/v1/webhooks/" + webhookId + "/deliveries?status=pending")
        .expect(200)
        .json()
        .getJsonArray("content")
        .isEmpty();
  }

  /** What the receiver got since then. */
  List<Received> receivedSince(Instant time) {
    return received().stream().filter(request -> !request.at().isBefore(time)).toList();
  }

  /** What the receiver got. */
  List<Received> received() {
    return receiver.requests(path);
  }

  /** The users of these requests. */
  static Set<String> users(List<Received> requests) {
    return requests.stream().map(Company::user).collect(Collectors.toSet());
  }

  /** The messages of these requests. */
  static Set<String> messages(List<Received> requests) {
    return requests.stream()
        .map(request -> request.header("webhook-id"))
        .collect(Collectors.toSet());
  }

  /** Each request as "message, attempt number": no two nodes may make the same one. */
  static List<String> attempts(List<Received> requests) {
    return requests.stream()
        .map(request -> request.header("webhook-id") + ", " + request.header("Herald-Attempt"))
        .toList();
  }

  private static String user(Received request) {
    String start = "{\"type\":\"" + SYNC_USER + "\",\"userId\":\"";
    String text = request.text();
    if (!text.startsWith(start)) {
      throw new AssertionError("not a " + SYNC_USER + ": " + text);
    }
    return text.substring(start.length(), text.length() - 2);
  }
}
