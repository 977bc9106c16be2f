package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every call of the OpenAPI document: as the document has it, a little spoilt, and with nonsense.
 * Whatever comes, the answer is one that the document tells of: status, content type, and each
 * member of the body. {@code ./mvnw -Pfuzz verify -Dfuzz.cases=20000} for a long run, {@code
 * -Dfuzz.seed} to repeat one.
 */
@ExtendWith(RunningHerald.class)
class FuzzIT {

  private static final int CASES = Integer.getInteger("fuzz.cases", 400);
  private static final long SEED = Long.getLong("fuzz.seed", 20261122L);
  private static final Path REPORT =
      Path.of("target", "fuzz", "report-" + System.getProperty("it.db", "") + ".md");

  /** For the root organization alone. */
  private static final Set<String> OF_THE_INSTALLATION = Set.of("/v1/metrics", "/v1/operations");

  /**
   * A replay is over when it is over: whoever wants to pause it may come too late. And a delivery
   * that was just sent again, by another call, may be under way.
   */
  private static final Set<String> MAY_COME_TOO_LATE =
      Set.of("startReplay", "pauseReplay", "resumeReplay", "cancelReplay", "redeliver");

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

  private static final List<List<String>> HEADERS =
      List.of(
          List.of("X-HTTP-Method-Override", "DELETE"),
          List.of("Accept", "text/html"),
          List.of("Accept", "application/json;q=nonsense"),
          List.of("If-Match", "\"0\""),
          List.of("If-None-Match", "nonsense"),
          List.of("Idempotency-Key", "x".repeat(300)),
          List.of("Range", "bytes=0-1"),
          List.of("Accept-Encoding", "br, *;q=0"));

  private final OpenApiDocument document = OpenApiDocument.read();
  private final DocumentedAnswers documented = new DocumentedAnswers(document);
  private final Random random = new Random(SEED);
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Api api;
  private FuzzThings things;
  private FuzzBodies bodies;

  FuzzIT(Api api) {
    this.api = api;
    things = FuzzThings.below(api);
    bodies = new FuzzBodies(document, random, things.members());
  }

  @Test
  void everyCallAnswersAsDocumented() {
    for (Operation operation : deletionsLast()) {
      String body =
          operation.hasBody() ? FuzzBodies.text(bodies.valid(operation.requestSchema(), true)) : "";
      Api caller = OF_THE_INSTALLATION.contains(operation.path()) ? api : things.tenant().api();
      HttpRequest.Builder request = caller.request(things.path(operation));
      int status =
          send(operation, request, "application/json", body.getBytes(StandardCharsets.UTF_8));
      boolean late = status == 409 && MAY_COME_TOO_LATE.contains(operation.id());
      if (status >= 300 && !late) {
        wrong.add("refused: " + operation + " " + body + " → " + status);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void nonsenseIsAnsweredAsDocumented() throws IOException {
    List<Operation> operations = document.operations();
    for (int i = 0; i < CASES; i++) {
      if (i % operations.size() == 0) {
        things = FuzzThings.below(api);
        bodies = new FuzzBodies(document, random, things.members());
      }
      nonsense(operations.get(i % operations.size()));
    }
    report();
    assertThat(wrong).isEmpty();
  }

  private void nonsense(Operation operation) {
    boolean nearly = random.nextBoolean();
    HttpRequest.Builder request =
        things.tenant().api().request(nearly ? nearlyRight(operation) : path(operation));
    if (random.nextInt(10) == 0) {
      List<String> header = oneOf(HEADERS);
      request.header(header.get(0), header.get(1));
    }
    byte[] body = nearly ? nearlyRightBody(operation) : body();
    var unused =
        send(
            operation,
            request,
            nearly ? "application/json" : oneOf(TYPES),
            operation.hasBody() ? body : new byte[0]);
  }

  /** Sends it, notes what is wrong with the answer, and returns its status. */
  private int send(Operation operation, HttpRequest.Builder request, String type, byte[] body) {
    Api caller = things.tenant().api();
    Reply reply =
        caller.send(
            operation.hasBody()
                ? request
                    .header("Content-Type", type)
                    .method(operation.method(), BodyPublishers.ofByteArray(body))
                : request.method(operation.method(), BodyPublishers.noBody()));
    statuses.merge(reply.status(), 1, Integer::sum);
    documented
        .faultOf(operation, reply)
        .ifPresent(
            fault ->
                wrong.add(
                    "%s: %s %s (%s) %s → %d %s"
                        .formatted(
                            fault,
                            operation,
                            request.build().uri(),
                            type,
                            new String(body, 0, Math.min(300, body.length), StandardCharsets.UTF_8),
                            reply.status(),
                            reply.body().substring(0, Math.min(1000, reply.body().length())))));
    return reply.status();
  }

  private List<Operation> deletionsLast() {
    List<Operation> operations = new ArrayList<>(document.operations());
    operations.sort(
        Comparator.comparing((Operation operation) -> operation.method().equals("DELETE"))
            .thenComparing(
                operation -> operation.method().equals("DELETE") ? operation.path() : "",
                Comparator.comparingInt((String path) -> -path.split("/", -1).length)
                    .thenComparing(Comparator.reverseOrder())));
    return operations;
  }

  private String nearlyRight(Operation operation) {
    String path = random.nextInt(8) == 0 ? path(operation) : things.path(operation);
    List<String> query = new ArrayList<>();
    for (Map<String, Object> parameter : operation.parameters()) {
      if ("query".equals(parameter.get("in")) && random.nextInt(3) == 0) {
        query.add(parameter.get("name") + "=" + parameterValue(parameter));
      }
    }
    return path.contains("?") || query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private String parameterValue(Map<String, Object> parameter) {
    if ("organizationId".equals(parameter.get("name"))) {
      return things.tenant().id();
    }
    if (random.nextInt(10) == 0) {
      return oneOf(SEGMENTS);
    }
    return bodies.parameter(
        String.valueOf(parameter.get("name")), document.resolved(parameter.get("schema")));
  }

  private byte[] nearlyRightBody(Operation operation) {
    Object body = bodies.valid(operation.requestSchema(), random.nextInt(4) == 0);
    for (int times = random.nextInt(3); times > 0; times--) {
      body = bodies.spoilt(body, VALUES);
    }
    return FuzzBodies.text(body).getBytes(StandardCharsets.UTF_8);
  }

  private void report() throws IOException {
    int fives =
        statuses.entrySet().stream()
            .filter(entry -> entry.getKey() >= 500)
            .mapToInt(Map.Entry::getValue)
            .sum();
    String report =
        """
        # Fuzz
        seed %d, cases %d, calls of the OpenAPI document %d

        - 5xx: %d
        - answers that are not as documented: %d
        - answers by status: %s
        """
            .formatted(SEED, CASES, document.operations().size(), fives, wrong.size(), statuses);
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, report + String.join("\n", wrong));
    System.out.println(report);
  }

  private String path(Operation operation) {
    String path = operation.path();
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

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
