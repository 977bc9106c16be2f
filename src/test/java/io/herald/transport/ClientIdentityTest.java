package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.testing.TestCertificates;
import io.herald.transport.ScriptedReceiver.Script;
import io.herald.transport.Unreachable.Kind;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real receiver that asks for client certificates. */
class ClientIdentityTest {

  private static final Script SAYING_WHO_ASKS =
      connection -> {
        while (true) {
          connection.readRequest();
          String peer = connection.peer();
          connection.send("HTTP/1.1 200 OK|Content-Length: " + peer.length() + "||" + peer);
        }
      };

  @TempDir static Path folder;
  private static TestCertificates certificates;
  private static HttpTransport transport;

  @BeforeAll
  static void open() throws Exception {
    certificates = new TestCertificates(folder);
    certificates.sign("elliptic", "EC");
    certificates.sign("rivest", "RSA");
    certificates.selfSign("stranger");
    AddressGuard guard = new AddressGuard(false, List.of("127.0.0.0/8"));
    transport =
        new HttpTransport(
            guard,
            new AddressResolver(
                guard, host -> new InetAddress[] {InetAddress.getLoopbackAddress()}),
            new Reconnect(),
            Clock.systemUTC(),
            new Egress(Optional.empty(), certificates.trustingTheAuthority()));
  }

  @AfterAll
  static void close() {
    transport.close();
  }

  @ParameterizedTest
  @CsvSource({"elliptic, TLSv1.3", "elliptic, TLSv1.2", "rivest, TLSv1.3", "rivest, TLSv1.2"})
  void isShownToAReceiverThatRequiresOne(String alias, String protocol) throws Exception {
    try (ScriptedReceiver receiver = receiver(true, protocol)) {
      assertThat(post(receiver, identity(alias))).isEqualTo("CN=" + alias);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stranger"})
  void withoutAGoodOneNothingIsTaken(String alias) throws Exception {
    try (ScriptedReceiver receiver = receiver(true, "TLSv1.2")) {
      assertThat(outcome(receiver, alias.isEmpty() ? null : identity(alias)))
          .isInstanceOfSatisfying(
              Unreachable.class,
              unreachable -> {
                assertThat(unreachable.kind()).isEqualTo(Kind.TLS);
                assertThat(unreachable.error())
                    .isEqualTo("TLS: the receiver wants a client certificate that it trusts");
              });
    }
  }

  @Test
  void connectionsServeTheIdentityThatTheyWereOpenedWith() throws Exception {
    ClientIdentity elliptic = identity("elliptic");
    ClientIdentity rivest = identity("rivest");
    List<String> heard = new ArrayList<>();

    try (ScriptedReceiver receiver = receiver(false, "TLSv1.3")) {
      for (int i = 0; i < 2; i++) {
        heard.add(post(receiver, null));
        heard.add(post(receiver, elliptic));
        heard.add(post(receiver, rivest));
      }

      assertThat(heard)
          .containsExactly(
              "nobody", "CN=elliptic", "CN=rivest", "nobody", "CN=elliptic", "CN=rivest");
      assertThat(receiver.accepted()).isEqualTo(3);
    }
  }

  @Test
  void aKeyBelongsToItsCertificate() throws Exception {
    CertificateChain elliptic = CertificateChain.parse(certificates.chainAsPem("elliptic"));

    assertThat(identity("elliptic").matches()).isTrue();
    assertThat(identity("rivest").matches()).isTrue();
    assertThat(ClientIdentity.of(elliptic, certificates.keyAsPem("stranger")).matches()).isFalse();
    assertThatThrownBy(() -> ClientIdentity.of(elliptic, certificates.keyAsPem("rivest")))
        .hasMessage("must be a private key of the algorithm of the certificate, EC");
    for (String label : List.of("RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "CERTIFICATE")) {
      String pem = certificates.keyAsPem("rivest").replace("PRIVATE KEY", label);
      assertThatThrownBy(() -> ClientIdentity.of(elliptic, pem))
          .hasMessageStartingWith("must be a private key in PEM, PKCS #8 and not encrypted");
    }
  }

  @Test
  void aChainSaysWhoIsWho() throws Exception {
    String pem = certificates.chainAsPem("elliptic");

    CertificateChain chain = CertificateChain.parse(pem);

    assertThat(chain.subject()).isEqualTo("CN=elliptic");
    assertThat(chain.issuer()).isEqualTo("CN=Test Authority");
    assertThat(chain.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(chain.notBefore()).isBefore(chain.notAfter());
    assertThat(CertificateChain.parse(chain.pem())).isEqualTo(chain);
  }

  @Test
  void whatIsNoChainIsRefused() throws Exception {
    String authority = certificates.authorityAsPem();
    String elliptic = certificates.chainAsPem("elliptic");

    String withKey = certificates.keyAsPem("elliptic") + elliptic; // it would be shown
    for (String text :
        List.of(
            "", "junk", withKey, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")) {
      assertThatThrownBy(() -> CertificateChain.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> CertificateChain.parse(authority + elliptic))
        .hasMessageStartingWith("must begin with the certificate of the private key");
    String longName = "n".repeat(1024); // and CN= before it
    certificates.sign(longName, "EC");
    String named = certificates.chainAsPem(longName);
    assertThatThrownBy(() -> CertificateChain.parse(named))
        .hasMessageStartingWith("must name owner and issuer in at most 1024 characters");
  }

  private static ClientIdentity identity(String alias) throws Exception {
    return ClientIdentity.of(
        CertificateChain.parse(certificates.chainAsPem(alias)), certificates.keyAsPem(alias));
  }

  private static ScriptedReceiver receiver(boolean required, String protocol) throws Exception {
    SSLServerSocket server = (SSLServerSocket) certificates.serverSocket("good");
    server.setEnabledProtocols(new String[] {protocol});
    if (required) {
      server.setNeedClientAuth(true);
    } else {
      server.setWantClientAuth(true);
    }
    return new ScriptedReceiver(server, SAYING_WHO_ASKS);
  }

  private static String post(ScriptedReceiver receiver, @Nullable ClientIdentity identity)
      throws Exception {
    return ((Answered) outcome(receiver, identity)).body();
  }

  private static Outcome outcome(ScriptedReceiver receiver, @Nullable ClientIdentity identity)
      throws Exception {
    return transport
        .post(
            new PostRequest(
                CallbackUrl.parse("https://receiver.example:" + receiver.port() + "/"),
                Map.of("Content-Type", "application/json"),
                new byte[] {'{', '}'},
                identity,
                Posting.PATIENCE))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }
}
