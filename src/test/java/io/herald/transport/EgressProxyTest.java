package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import io.herald.testing.FreePorts;
import io.herald.testing.MapConfig;
import io.herald.testing.TestCertificates;
import io.herald.transport.ScriptedReceiver.Script;
import io.herald.transport.Unreachable.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyTest {

  private static final Script ANSWERING =
      connection -> {
        while (true) {
          connection.readRequest();
          connection.send("HTTP/1.1 204 No Content||");
        }
      };

  @TempDir static Path folder;
  private static TestCertificates certificates;

  @BeforeAll
  static void certificates() throws Exception {
    certificates = new TestCertificates(folder);
  }

  /** Knows no name: whoever resolves is the proxy. */
  private static HttpTransport through(EgressProxy proxy) throws Exception {
    AddressGuard guard = new AddressGuard(true, List.of());
    return new HttpTransport(
        guard,
        new AddressResolver(
            guard,
            host -> {
              throw new UnknownHostException(host);
            }),
        new Reconnect(),
        Clock.systemUTC(),
        new Egress(Optional.of(proxy), certificates.trustingTheAuthority()));
  }

  private static Outcome post(HttpTransport transport, String url) throws Exception {
    return post(transport, url, Duration.ofSeconds(20));
  }

  private static Outcome post(HttpTransport transport, String url, Duration timeout)
      throws Exception {
    return transport
        .post(
            new PostRequest(
                CallbackUrl.parse(url),
                Map.of("Content-Type", "application/json"),
                new byte[] {'{', '}'},
                timeout))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void tunnelsTlsToTheReceiverAndKeepsTheTunnel() throws Exception {
    try (ScriptedReceiver receiver =
            new ScriptedReceiver(certificates.serverSocket("good"), ANSWERING);
        ScriptedProxy proxy = ScriptedProxy.leadingTo(receiver.port())) {
      HttpTransport transport = through(proxy.setting());
      for (int i = 0; i < 3; i++) {
        assertThat(post(transport, "https://receiver.example/hook"))
            .isInstanceOfSatisfying(
                Answered.class, answer -> assertThat(answer.status()).isEqualTo(204));
      }
      assertThat(proxy.asked()).containsExactly("CONNECT receiver.example:443 HTTP/1.1");
      transport.close();
    }
  }

  @Test
  void tunnelsPlainHttpAsWell() throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(ANSWERING);
        ScriptedProxy proxy = ScriptedProxy.leadingTo(receiver.port())) {
      HttpTransport transport = through(proxy.setting());

      assertThat(post(transport, "http://receiver.example:8081/hook")).isInstanceOf(Answered.class);
      assertThat(proxy.asked()).containsExactly("CONNECT receiver.example:8081 HTTP/1.1");
      transport.close();
    }
  }

  @Test
  void stillChecksTheCertificateForTheReceiver() throws Exception {
    try (ScriptedReceiver receiver =
            new ScriptedReceiver(certificates.serverSocket("good"), ANSWERING);
        ScriptedProxy proxy = ScriptedProxy.leadingTo(receiver.port())) {
      HttpTransport transport = through(proxy.setting());

      assertUnreachable(
          post(transport, "https://another.example/"),
          Kind.TLS,
          "TLS: certificate name does not match");
      transport.close();
    }
  }

  @Test
  void stillRefusesAddressesThatAreNotPublic() throws Exception {
    try (ScriptedProxy proxy = ScriptedProxy.leadingTo(1)) {
      HttpTransport transport = through(proxy.setting());

      assertThat(post(transport, "https://10.0.0.1/")).isInstanceOf(Refused.class);
      assertThat(post(transport, "https://[::1]/")).isInstanceOf(Refused.class);
      assertThat(post(transport, "https://localhost/")).isInstanceOf(Refused.class);
      assertThat(proxy.asked()).isEmpty();
      transport.close();
    }
  }

  /** What a proxy says itself must never pass for the receiver's answer, not even a 2xx. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "407, proxy,   egress proxy: it wants credentials (407)",
    "403, proxy,   egress proxy: it does not let this host pass (403)",
    "410, proxy,   'egress proxy: it opened no tunnel, and answered 410'",
    "502, connect, the egress proxy could not connect: it answered 502",
    "504, connect, the egress proxy could not connect: it answered 504",
  })
  void tellsTheProxysRefusalsApart(int status, String kind, String error) throws Exception {
    try (ScriptedProxy proxy =
        ScriptedProxy.answering("HTTP/1.1 " + status + " No|Content-Length: 2||no")) {
      HttpTransport transport = through(proxy.setting());

      Outcome outcome = post(transport, "https://receiver.example/");

      assertThat(outcome)
          .isInstanceOfSatisfying(Unreachable.class, it -> assertThat(it.kind()).hasToString(kind));
      assertThat(((Unreachable) outcome).error()).isEqualTo(error);
      transport.close();
    }
  }

  @Test
  void tellsTheProxysOwnTroubleApart() throws Exception {
    HttpTransport transport = through(EgressProxy.parse("http://127.0.0.1:" + FreePorts.next()));
    assertUnreachable(
        post(transport, "https://receiver.example/"),
        Kind.PROXY,
        "egress proxy: connection refused");
    transport.close();

    try (ScriptedReceiver silent =
        new ScriptedReceiver(ScriptedReceiver.Connection::waitForClose)) {
      HttpTransport waiting = through(EgressProxy.parse("http://127.0.0.1:" + silent.port()));
      Posting.assertTimesOut(
          "no connection through the egress proxy",
          timeout -> post(waiting, "https://receiver.example/", timeout));
      waiting.close();
    }
    try (ScriptedReceiver closing = new ScriptedReceiver(connection -> connection.skip(1))) {
      HttpTransport closedOn = through(EgressProxy.parse("http://127.0.0.1:" + closing.port()));
      assertUnreachable(
          post(closedOn, "https://receiver.example/"),
          Kind.PROXY,
          "egress proxy: connection closed before the tunnel was open");
      closedOn.close();
    }
  }

  @Test
  void honoursNoProxyOfTheJvm() throws Exception {
    Map<String, String> properties =
        Map.of(
            "http.proxyHost", "127.0.0.1",
            "http.proxyPort", "1",
            "http.nonProxyHosts", "",
            "https.proxyHost", "127.0.0.1",
            "https.proxyPort", "1",
            "socksProxyHost", "127.0.0.1",
            "socksProxyPort", "1");
    AddressGuard guard = new AddressGuard(true, List.of("127.0.0.0/8"));
    properties.forEach(System::setProperty);
    try (ScriptedReceiver receiver = new ScriptedReceiver(ANSWERING)) {
      HttpTransport transport = new HttpTransport(guard, Clock.systemUTC());

      assertThat(post(transport, "http://127.0.0.1:" + receiver.port() + "/"))
          .isInstanceOf(Answered.class);
      transport.close();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example:3128",
        "https://proxy.example:3128",
        "http://proxy.example",
        "http://user:secret@proxy.example:3128",
        "http://proxy.example:3128/path",
        "http://proxy.example:3128?x",
        "socks://proxy.example:1080"
      })
  void takesNothingElseForAProxyAndShowsNoPassword(String text) {
    Settings settings = MapConfig.settings(Map.of("herald.egress.proxy", text));

    assertThatThrownBy(() -> new Egress(settings))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("herald.egress.proxy")
        .hasMessageNotContaining("secret");
  }

  private static void assertUnreachable(Outcome outcome, Kind kind, String error)
      throws IOException {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Unreachable.class,
            unreachable -> {
              assertThat(unreachable.error()).isEqualTo(error);
              assertThat(unreachable.kind()).isEqualTo(kind);
            });
  }
}
