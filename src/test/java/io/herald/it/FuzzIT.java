package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.it.AccessTableIT.Call;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nonsense to every call of the OpenAPI document: whatever comes, the answer is no 5xx, and a
 * refusal is a problem in our shape. {@code -Dfuzz.rounds=200} for a long run, {@code -Dfuzz.seed}
 * to repeat one.
 */
@ExtendWith(RunningHerald.class)
class FuzzIT {

  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 6);
  private static final long SEED = Long.getLong("fuzz.seed", 20261122L);

  private static final List<String> FIELDS =
      List.of(
          "name",
          "username",
          "email",
          "callbackUrl",
          "eventTypes",
          "active",
          "organizationId",
          "role",
          "seats",
          "parentId",
          "lifetime",
          "overlap",
          "secret",
          "type",
          "data",
          "schema",
          "example",
          "since",
          "until",
          "status",
          "filter",
          "headers",
          "retrySchedule",
          "rateLimit");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"%00\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"\":null}",
          "\"PT-1S\"",
          "\"P99999999999D\"",
          "\"2026-02-30T25:00:00Z\"",
          "\"order.*\"",
          "\"https://\"",
          "\"http://127.0.0.1:1/\"",
          "\"https://user@x/\"",
          "\"org_zzzzzzzzzzzzzzzzzzzzzzzzz\"",
          "{\"$gte\":{}}",
          "{\"$ref\":\"#\"}",
          "{\"type\":7}");

  private static final List<String> SEGMENTS =
      List.of(
          "0",
          "-1",
          "1",
          "999999999999999999",
          "9999999999999999999",
          "x",
          "%20",
          "%E2%82%AC",
          "org_0000000000000000000000000",
          "user_0000000000000000000000000",
          "order.created",
          "a'b",
          "%F0%9F%92%A9");

  private static final List<String> QUERIES =
      List.of(
          "",
          "?page=-1",
          "?page=10000000&size=100",
          "?size=101",
          "?size=1e3",
          "?since=x",
          "?until=2026-02-30T00:00:00Z",
          "?status=none",
          "?eventType=%00",
          "?organizationId=x",
          "?name=%00",
          "?name=*'!_",
          "?call=%F0%9F%92%A9",
          "?cursor=%00",
          "?limit=0",
          "?page=1&page=x",
          "?since=%2B999999999-12-31T23:59:59Z",
          "?until=-999999999-01-01T00:00:00Z");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/json",
          "application/json; charset=utf-16",
          "text/plain",
          "application/xml",
          "nonsense",
          "*/*");

  private final Random random = new Random(SEED);
  private final Tenant tenant;

  FuzzIT(Api api) {
    this.tenant = Tenant.below(api);
  }

  @Test
  void nonsenseIsRefusedInOurShape() {
    List<String> wrong = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Call call : AccessTableIT.calls()) {
        String path = path(call);
        byte[] body = call.hasBody() ? body() : new byte[0];
        String type = oneOf(TYPES);
        HttpRequest.Builder request = tenant.api().request(path);
        Reply reply =
            tenant
                .api()
                .send(
                    call.hasBody()
                        ? request
                            .header("Content-Type", type)
                            .method(call.method(), BodyPublishers.ofByteArray(body))
                        : request.method(call.method(), BodyPublishers.noBody()));
        String what =
            "seed %d: %s %s (%s) %s → %d %s"
                .formatted(
                    SEED,
                    call.method(),
                    path,
                    type,
                    new String(body, 0, Math.min(300, body.length), StandardCharsets.UTF_8),
                    reply.status(),
                    reply.body().substring(0, Math.min(200, reply.body().length())));
        if (reply.status() >= 500 || (reply.status() >= 400 && !isOurs(reply))) {
          wrong.add(what);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isOurs(Reply reply) {
    return reply.header("Content-Type").startsWith("application/problem+json")
        && reply.json().getInt("status") == reply.status()
        && reply.json().getString("type").startsWith("urn:herald:problem:");
  }

  private String path(Call call) {
    String path = call.path();
    while (path.contains("{")) {
      path = path.replaceFirst("\\{\\w+}", oneOf(SEGMENTS));
    }
    return path + oneOf(QUERIES);
  }

  private byte[] body() {
    return switch (random.nextInt(10)) {
      case 0 -> "[".repeat(100 + random.nextInt(10_000)).getBytes(StandardCharsets.UTF_8);
      case 1 -> {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        yield noise;
      }
      case 2 ->
          ("[" + "{},".repeat(9_999) + "{}]").getBytes(StandardCharsets.UTF_8); // 10,000 elements
      case 3 -> ("{\"name\":" + nested(random.nextInt(200)) + "}").getBytes(StandardCharsets.UTF_8);
      default -> object().getBytes(StandardCharsets.UTF_8);
    };
  }

  private String object() {
    StringBuilder json = new StringBuilder("{");
    int members = random.nextInt(8);
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "" : ",")
          .append('"')
          .append(oneOf(FIELDS))
          .append("\":")
          .append(random.nextInt(20) == 0 ? many() : oneOf(VALUES));
    }
    return json.append('}').toString();
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  private static String many() {
    return "[" + "\"a\",".repeat(9_999) + "\"a\"]";
  }

  private String oneOf(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
