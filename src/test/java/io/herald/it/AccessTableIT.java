package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every call of the API by every role, and its things by who owns them: the rows are the calls of
 * the OpenAPI document, whose descriptions say "Roles - …". A call that says nothing of roles
 * fails, and so does one that behaves otherwise than it says.
 */
@ExtendWith(RunningHerald.class)
class AccessTableIT {

  private static final URI RECEIVER = URI.create("https://127.0.0.1:1/hooks");
  private static final Pattern ROLES = Pattern.compile("Roles? - ([a-z, ]+)\\.|Any role");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final List<String> ALL =
      List.of("admin", "publisher", "viewer", "portal", "receiver");

  /** The installation's own. */
  private static final Set<String> WITHOUT_OWNER = Set.of("event-types");

  /** For the root organization alone, whatever the role. */
  private static final Set<String> OF_THE_INSTALLATION = Set.of("/v1/metrics", "/v1/operations");

  private final Api api;
  private final Tenant tenant;
  private final Tenant child;
  private final Tenant sibling;
  private final Map<String, Api> callers;

  AccessTableIT(Api api) {
    this.api = api;
    this.tenant = Tenant.below(api);
    this.child = tenant.child();
    this.sibling = Tenant.below(api);
    this.callers =
        Map.of(
            "admin", tenant.api(),
            "publisher", tenant.as("publisher"),
            "viewer", tenant.as("viewer"),
            "portal", portal(tenant),
            "receiver", tenant.as("receiver"));
  }

  @TestFactory
  Stream<DynamicTest> everyCallByEveryRole() {
    return calls().stream()
        .map(call -> DynamicTest.dynamicTest(call.toString(), () -> assertRoles(call)));
  }

  @TestFactory
  Stream<DynamicTest> everyThingByWhoseItIs() {
    return calls().stream()
        .filter(call -> call.path().contains("{"))
        .filter(call -> !WITHOUT_OWNER.contains(call.collection()))
        .map(call -> DynamicTest.dynamicTest(call.toString(), () -> assertReach(call)));
  }

  /** About nothing that exists, so that no call does harm: refused before that is looked at. */
  private void assertRoles(Call call) {
    String path = PARAMETER.matcher(call.path()).replaceAll("0");
    assertThat(send(api.anonymous(), call, path).status()).as("nobody").isEqualTo(401);
    if (OF_THE_INSTALLATION.contains(path)) {
      assertThat(send(api, call, path).status()).as("root").isEqualTo(200);
    }
    for (String role : ALL) {
      int status = send(as(role), call, path).status();
      if (call.roles().contains(role) && !OF_THE_INSTALLATION.contains(path)) {
        assertThat(status).as(role).isNotIn(401, 403).isLessThan(500);
      } else {
        assertThat(status).as(role).isEqualTo(403);
      }
    }
  }

  private void assertReach(Call call) {
    Api admin = as("admin");
    String mine = call.about(tenant);
    long before = audited();
    int own = send(admin, call, mine).status();
    assertThat(own).as("own").isNotIn(401, 403).isLessThan(500);
    if (own < 300 && !call.method().equals("GET")) {
      assertThat(audited()).as("entries of the audit log").isEqualTo(before + 1);
    }
    assertThat(send(admin, call, call.about(child)).status()).as("child").isEqualTo(own);
    assertAbsent("sibling", own, send(admin, call, call.about(sibling)));
    String foreign = call.about(tenant);
    assertAbsent("foreign", own, send(sibling.api(), call, foreign));
    assertAbsent("parent", own, send(child.api(), call, foreign));
    if (call.roles().contains("portal")) {
      Api guest = as("portal");
      assertThat(send(guest, call, call.about(tenant)).status()).as("portal, own").isEqualTo(own);
      assertAbsent("portal, child", own, send(guest, call, call.about(child)));
    }
  }

  /** A body that is refused may be so first: that is the same whosever the thing is. */
  private static void assertAbsent(String whose, int own, Reply reply) {
    assertThat(reply.status()).as(whose).isIn(404, own == 422 ? 422 : 404);
  }

  private long audited() {
    return api.get("/v1/audit?size=1")
        .expect(200)
        .json()
        .getJsonNumber("totalElements")
        .longValueExact();
  }

  private static Reply send(Api as, Call call, String path) {
    HttpRequest.Builder request = as.request(path);
    return as.send(
        call.hasBody()
            ? request
                .header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofString("{}"))
            : request.method(call.method(), BodyPublishers.noBody()));
  }

  private Api as(String role) {
    return Objects.requireNonNull(callers.get(role), role);
  }

  private Api portal(Tenant of) {
    return api.as(of.api().post("/v1/portal-links", "{}").expect(201).json().getString("token"));
  }

  /** By lines, as {@code OpenApiTest} reads them. */
  static List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    String path = "";
    String method = "";
    StringBuilder operation = new StringBuilder();
    for (String line : (description() + "\n  end:").split("\n", -1)) {
      boolean ends = line.matches(" {2}\\S.*| {4}\\w+:");
      if (ends && !method.isEmpty()) {
        calls.add(Call.of(method, path, operation.toString().replaceAll("\\s+", " ")));
        method = "";
      }
      if (line.matches(" {2}/v1/\\S*:")) {
        path = line.strip().replaceAll(":$", "");
      } else if (line.matches(" {4}(get|post|put|patch|delete):")) {
        method = line.strip().replaceAll(":$", "");
        operation.setLength(0);
      } else {
        operation.append(line).append('\n');
      }
    }
    assertThat(calls).hasSizeGreaterThan(40);
    return calls;
  }

  private static String description() {
    try (InputStream in =
        Objects.requireNonNull(AccessTableIT.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return yaml.substring(yaml.indexOf("\npaths:"), yaml.indexOf("\ncomponents:"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One row. */
  record Call(String method, String path, Set<String> roles, boolean hasBody) {

    static Call of(String method, String path, String operation) {
      Matcher roles = ROLES.matcher(operation);
      assertThat(roles.find()).as("%s %s says who may: Role - …", method, path).isTrue();
      List<String> named =
          roles.group(1) == null ? List.of() : List.of(roles.group(1).split(", ", -1));
      List<String> allowed = new ArrayList<>(named.isEmpty() ? ALL : named);
      if (path.startsWith("/v1/webhooks") && allowed.contains("admin")) {
        allowed.add("portal"); // that is what a portal link is
      }
      if (path.startsWith("/v1/event-types") && method.equals("get")) {
        allowed.add("portal"); // to choose from
      }
      return new Call(
          method.toUpperCase(Locale.ROOT),
          path,
          Set.copyOf(allowed),
          operation.contains("requestBody:"));
    }

    String collection() {
      return path.split("/", -1)[2];
    }

    /** The path to a thing of {@code owner}, made for this call. */
    String about(Tenant owner) {
      String first =
          switch (collection()) {
            case "webhooks" -> String.valueOf(owner.webhook(RECEIVER).id());
            case "users" -> owner.user("u" + System.nanoTime());
            case "organizations" ->
                method.equals("DELETE") && path.endsWith("organizations/{id}")
                    ? owner.child().id()
                    : owner.id();
            case "tokens" ->
                id(owner.api().post("/v1/tokens", "{\"name\":\"x\",\"role\":\"viewer\"}"));
            case "portal-links" -> id(owner.api().post("/v1/portal-links", "{}"));
            default -> "0";
          };
      String filled = PARAMETER.matcher(path).replaceFirst(first);
      return PARAMETER.matcher(filled).replaceAll("0");
    }

    private static String id(Reply made) {
      return made.expect(201).json().getJsonNumber("id").toString();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
