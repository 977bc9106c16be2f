package io.herald.transport;

import static io.herald.transport.Unreachable.Kind.TIMEOUT;
import static io.herald.transport.Unreachable.Kind.TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.TestCertificates;
import io.herald.transport.ScriptedReceiver.Connection;
import io.herald.transport.ScriptedReceiver.Script;
import io.herald.transport.Unreachable.Kind;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpTransportTlsTest {

  private static final Script ANSWERING =
      connection -> {
        while (true) {
          connection.readRequest();
          connection.send("HTTP/1.1 204 No Content||");
        }
      };

  @TempDir static Path folder;
  private static TestCertificates certificates;
  private static HttpTransport transport;

  @BeforeAll
  static void open() throws Exception {
    certificates = new TestCertificates(folder);
    certificates.sign(
        "expired", "EC", "-ext", "san=dns:receiver.example", "-startdate", "-9d", "-validity", "3");
    certificates.sign("named", "EC", "-ext", "san=dns:receiver.example");
    certificates.selfSign("self-signed", "-ext", "san=dns:receiver.example");
    AddressGuard guard = new AddressGuard(false, List.of("127.0.0.0/8"));
    transport =
        new HttpTransport(
            guard,
            new AddressResolver(guard, host -> new InetAddress[] {loopback()}),
            new Reconnect(),
            Clock.systemUTC(),
            new Egress(Optional.empty(), certificates.trustingTheAuthority()));
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(certificates.serverSocket("good"), ANSWERING)) {
      post("receiver.example", receiver.port(), Posting.PATIENCE); // warm up
    }
  }

  @AfterAll
  static void close() {
    transport.close();
  }

  private static InetAddress loopback() throws java.net.UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static Outcome post(String host, int port, Duration timeout) throws Exception {
    return transport
        .post(
            new PostRequest(
                CallbackUrl.parse("https://" + host + ":" + port + "/"),
                Map.of("Content-Type", "application/json"),
                new byte[] {'{', '}'},
                timeout))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void asksForTheHostByNameAndSpeaksModernTls() throws Exception {
    try (SSLServerSocket server = (SSLServerSocket) certificates.serverSocket("good")) {
      Thread client =
          new Thread(
              () -> {
                try {
                  post("receiver.example", server.getLocalPort(), Posting.PATIENCE);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      client.start();
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        socket.startHandshake();

        assertThat(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames().toString())
            .contains("receiver.example");
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(socket.getApplicationProtocol()).isIn("", "http/1.1");
      }
      client.join(Posting.PATIENCE.toMillis());
    }
  }

  @Test
  void keepsTheConnection() throws Exception {
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(certificates.serverSocket("good"), ANSWERING)) {
      for (int i = 0; i < 3; i++) {
        assertThat(post("receiver.example", receiver.port(), Posting.PATIENCE))
            .isInstanceOf(Answered.class);
      }
      assertThat(receiver.accepted()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "good,        another.example,  TLS: certificate name does not match",
    "named,       127.0.0.1,        TLS: certificate name does not match",
    "expired,     receiver.example, TLS: certificate has expired",
    "self-signed, receiver.example, TLS: certificate is not trusted",
  })
  void sendsNothingUnderAWrongCertificate(String certificate, String host, String error)
      throws Exception {
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(certificates.serverSocket(certificate), ANSWERING)) {
      assertThat(post(host, receiver.port(), Posting.PATIENCE))
          .isInstanceOfSatisfying(
              Unreachable.class,
              unreachable -> {
                assertThat(unreachable.error()).isEqualTo(error);
                assertThat(unreachable.kind()).isEqualTo(TLS);
              });
      Awaitility.await().until(() -> transport.connectionsInUse() == 0);
    }
  }

  static Stream<Arguments> brokenHandshakes() {
    return Stream.of(
        row("hangs", Connection::waitForClose, TIMEOUT, "TLS: no handshake"),
        row(
            "drips",
            connection -> {
              connection.send("\u0016\u0003\u0003@\0");
              while (true) {
                connection.send("\0");
                Thread.sleep(20);
              }
            },
            TIMEOUT,
            "TLS: no handshake"),
        row("closes", connection -> connection.skip(1), TLS, "TLS: handshake failed"),
        row(
            "resets",
            connection -> {
              connection.skip(1);
              connection.reset();
            },
            TLS,
            "TLS: connection closed during the handshake"),
        row(
            "speaks plain HTTP",
            connection -> {
              connection.skip(1);
              connection.send("HTTP/1.1 400 Bad Request||");
              connection.waitForClose();
            },
            TLS,
            "TLS: handshake failed"),
        row(
            "only knows old versions",
            connection -> {
              connection.skip(1);
              connection.send("\u0015\u0003\u0001\0\u0002\u0002F");
              connection.waitForClose();
            },
            TLS,
            "TLS: no common protocol version"));
  }

  private static Arguments row(String name, Script script, Kind kind, String error) {
    return Arguments.of(name, script, kind, error);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenHandshakes")
  void endsABrokenHandshake(String name, Script script, Kind kind, String error) throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(script)) {
      if (kind == TIMEOUT) {
        Posting.assertTimesOut(
            error, timeout -> post("receiver.example", receiver.port(), timeout));
        assertThat(receiver.closedByPeer().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      } else {
        assertThat(post("receiver.example", receiver.port(), Posting.PATIENCE))
            .isInstanceOfSatisfying(
                Unreachable.class,
                unreachable -> {
                  assertThat(unreachable.error()).isEqualTo(error);
                  assertThat(unreachable.kind()).isEqualTo(kind);
                });
      }
      Awaitility.await().until(() -> transport.connectionsInUse() == 0);
    }
  }
}
