package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that believes an identity provider, has low limits, runs where the environment names
 * proxies, and is told secrets that a search finds again. One server for all of it, since a start
 * takes longer than the tests: the search comes last.
 */
@BesideOthers
@TestMethodOrder(OrderAnnotation.class)
class TrustIT {

  private static final int REQUESTS_A_SECOND = 20;
  private static final int BAD_TOKENS_A_MINUTE = 5;

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  @TempDir private static Path folder;

  private static IdentityProvider provider;
  private static ServerSocket proxy;
  private static RecordingReceiver receiver;
  private static Map<String, String> settings;
  private static HeraldProcess herald;
  private static Tenant tenant;

  @BeforeAll
  static void start() throws IOException {
    provider = IdentityProvider.start();
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    receiver = RecordingReceiver.start();
    settings = new LinkedHashMap<>(TestServers.settingsWithNewDatabase());
    settings.putAll(provider.settings());
    settings.putAll(Secrets.SETTINGS);
    settings.put("herald.api.rate-limit", String.valueOf(REQUESTS_A_SECOND));
    settings.put("herald.api.bad-tokens-per-minute", String.valueOf(BAD_TOKENS_A_MINUTE));
    settings.put("herald.trusted-proxies", "127.0.0.1");
    herald = HeraldProcess.start(whereTheEnvironmentNamesProxies(), settings, folder);
    tenant = Tenant.below(herald.api());
  }

  @AfterAll
  static void stop() throws IOException {
    herald.close();
    receiver.close();
    proxy.close();
    provider.close();
  }

  private static ServerCommand whereTheEnvironmentNamesProxies() {
    return (all, port, at) -> {
      List<String> line = new ArrayList<>(List.of("env"));
      for (String name :
          List.of("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY")) {
        line.add(name + "=http://127.0.0.1:" + proxy.getLocalPort());
      }
      line.addAll(ServerCommand.ofThisRun().line(all, port, at));
      return line;
    };
  }

  @Test
  @Order(1)
  void aTokenOfTheIdentityProviderStandsForItsClaims() {
    String jwt = provider.issue(tenant.name(), claims -> {});
    // the server gives the provider three seconds to tell its keys, and asks again
    Awaitility.await().until(() -> fromSomewhere(jwt).status() == 200);

    JsonObject me = bearing(jwt).get("/v1/me").expect(200).json();

    assertThat(me.getString("organizationId")).isEqualTo(tenant.id());
    assertThat(me.getString("role")).isEqualTo("viewer");
    bearing(jwt).post("/v1/tokens", "{\"name\":\"x\",\"role\":\"viewer\"}").expect(403);
    String admin =
        provider.issue(
            tenant.id(), claims -> claims.setStringListClaim("groups", "x", "herald-admin"));
    bearing(admin).post("/v1/tokens", "{\"name\":\"x\",\"role\":\"viewer\"}").expect(201);
    assertThat(tenant.api().get("/v1/audit?credential=jwt/jane").expect(200).body())
        .contains("\"POST /v1/tokens\"");
  }

  @Test
  @Order(2)
  void clocksMayDifferByThirtySeconds() {
    for (int seconds : new int[] {-15, 15}) {
      String jwt = provider.issue(tenant.id(), claims -> claims.setExpirationTime(in(seconds)));
      bearing(jwt).get("/v1/me").expect(200);
    }
    refused("over", provider.issue(tenant.id(), claims -> claims.setExpirationTime(in(-60))));
    refused("not yet", provider.issue(tenant.id(), claims -> claims.setNotBefore(in(120))));
  }

  @Test
  @Order(3)
  void noOtherSignatureIsGood() {
    refused("a stranger's key", provider.forged(tenant.id()));
    refused("the public key as a secret", provider.confused(tenant.id()));
    refused("no signature", provider.unsigned(tenant.id()));
    refused("another algorithm", provider.withAnotherAlgorithm(tenant.id()));
    refused(
        "another issuer",
        provider.issue(tenant.id(), claims -> claims.setIssuer("https://evil.example.com")));
    refused(
        "another audience", provider.issue(tenant.id(), claims -> claims.setAudience("another")));
    refused("no such organization", provider.issue("nobody", claims -> {}));
  }

  @Test
  @Order(4)
  void guessingIsSlowForWhoGuessesAndForNobodyElse() {
    String guesser = "203.0.113.9";
    Reply reply = from(guesser, "hrld_guess-0");
    for (int i = 1; i <= 3 * BAD_TOKENS_A_MINUTE && reply.status() == 401; i++) {
      reply = from(guesser, "hrld_guess-" + i);
    }

    assertThat(reply.status()).isEqualTo(429);
    assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
    assertThat(reply.json().getString("type")).isEqualTo("urn:herald:problem:too-many-requests");
    assertThat(from("203.0.113.10", "hrld_guess").status()).isEqualTo(401);
    String good = tenant.as("viewer").token();
    assertThat(from("203.0.113.10", good).status()).isEqualTo(200);
    assertThat(from(guesser, good).status())
        .as("known by now: others share the address")
        .isEqualTo(200);
  }

  @Test
  @Order(5)
  void aTokenThatAsksTooMuchIsToldWhenToComeAgain() {
    Api hasty = tenant.as("viewer");
    Reply first = hasty.get("/v1/me").expect(200);
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"token\";q=20;w=1");
    assertThat(first.header("RateLimit")).matches("\"token\";r=\\d+;t=1");

    List<CompletableFuture<Optional<Reply>>> hurried = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      hurried.add(CompletableFuture.supplyAsync(() -> firstRefusal(hasty)));
    }
    Reply refused =
        hurried.stream()
            .map(CompletableFuture::join)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();

    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.json().getString("type")).isEqualTo("urn:herald:problem:too-many-requests");
    Awaitility.await().until(() -> hasty.get("/v1/me").status() == 200);
  }

  private static Optional<Reply> firstRefusal(Api hasty) {
    for (int i = 0; i < 40; i++) {
      Reply reply = hasty.get("/v1/me");
      if (reply.status() == 429) {
        return Optional.of(reply);
      }
    }
    return Optional.empty();
  }

  @Test
  @Order(6)
  void noProxyOfTheEnvironmentIsUsed() throws IOException {
    TestWebhook webhook = tenant.webhook(receiver.url("/no-proxy"));

    webhook.ping();

    receiver.await("/no-proxy", 1);
    proxy.setSoTimeout(1);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(proxy::accept);
  }

  /** Payara Micro by itself knows IPv4 alone. */
  @Test
  @Order(6)
  @EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
  void aReceiverThatListensOnIpv6AloneIsReached() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
    try (RecordingReceiver six =
        RecordingReceiver.startOn(new InetSocketAddress(InetAddress.getAllByName("::1")[0], 0))) {
      tenant.webhook(URI.create("http://[::1]:" + six.port() + "/six")).ping();

      six.await("/six", 1);
    }
  }

  @Test
  @Order(7)
  void aNewKeyOfTheProviderIsTakenAndTheOldOneNoMore() {
    String old = provider.issue(tenant.id(), claims -> {});
    provider.rotate();
    String fresh = provider.issue(tenant.id(), claims -> claims.setSubject("joe"));

    // keys are not asked for more than once in ten seconds, whatever anybody sends
    Awaitility.await()
        .pollInterval(Duration.ofMillis(500))
        .until(() -> fromSomewhere(fresh).status() == 200);
    refused("a key that is withdrawn", old);
  }

  @Test
  @Order(8)
  void noSecretIsFoundAnywhereInClear() throws Exception {
    receiver.on("/secret", Answer.status(204), Answer.status(500), Answer.drop());
    Secrets secrets = new Secrets(tenant, provider.issue(tenant.id(), claims -> {}));

    secrets.tellEverywhere(receiver.url("/secret"), TrustIT::patiently);
    secrets.assertNotTold("refusals", secrets.refusals());
    secrets.assertNotIn("the OpenAPI document", herald.api().anonymous().get("/openapi").body());
    secrets.assertNotTold(
        "metrics", patiently(() -> root().get("/v1/metrics"), all -> true).body());
    threadDump();
    herald.stop(); // so that an embedded database can be read
    secrets.assertNotTold("the log, with a thread dump", herald.log());
    Map<String, String> tables = new Tables(settings).everything();
    secrets.assertFindsWhatIsNotSecretIn(String.join("", tables.values()));
    for (Map.Entry<String, String> table : tables.entrySet()) {
      secrets.assertNotIn(table.getKey(), table.getValue());
    }
  }

  /** As an operator does it; into the log. */
  private static void threadDump() throws IOException, InterruptedException {
    int done =
        new ProcessBuilder("kill", "-QUIT", String.valueOf(herald.process().pid()))
            .start()
            .waitFor();
    assertThat(done).isZero();
    Awaitility.await().until(() -> herald.log().contains("Full thread dump"));
  }

  private static Api root() {
    return herald.api();
  }

  private static Api bearing(String token) {
    return herald.api().as(token);
  }

  private static NumericDate in(int seconds) {
    NumericDate time = NumericDate.now();
    time.addSeconds(seconds);
    return time;
  }

  /** Each from an address of its own: nobody may be slowed down by the one before. */
  private static void refused(String why, String token) {
    assertThat(fromSomewhere(token).status()).as(why).isEqualTo(401);
  }

  private static Reply fromSomewhere(String token) {
    int address = ADDRESSES.incrementAndGet();
    return from("198.51.%d.%d".formatted(100 + address / 250, address % 250), token);
  }

  private static Reply from(String address, String token) {
    Api api = bearing(token);
    return api.send(api.request("/v1/me").header("X-Forwarded-For", address).GET());
  }

  /** For what this test does with one token faster than the limit allows. */
  private static Reply patiently(Supplier<Reply> call, Predicate<Reply> condition) {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .until(call::get, reply -> reply.status() != 429 && condition.test(reply));
  }
}
