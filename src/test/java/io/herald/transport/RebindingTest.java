package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name server that changes its answers, asked over the wire. */
class RebindingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] GOOD = {127, 0, 0, 2};

  /** Of this machine too, and listening on the same port; but no setting lets it be called. */
  private static final byte[] FORBIDDEN = {127, 0, 0, 3};

  private final AddressGuard guard = new AddressGuard(true, List.of("127.0.0.2"));
  private DnsServer dns;
  private ScriptedReceiver good;
  private ScriptedReceiver forbidden;

  @BeforeEach
  void open() throws IOException {
    dns = new DnsServer();
    ServerSocket first = new ServerSocket(0, 10, InetAddress.getByAddress(GOOD));
    good = new ScriptedReceiver(first, RebindingTest::answer);
    forbidden =
        new ScriptedReceiver(
            new ServerSocket(first.getLocalPort(), 10, InetAddress.getByAddress(FORBIDDEN)),
            RebindingTest::answer);
  }

  @AfterEach
  void close() throws IOException {
    dns.close();
    good.close();
    forbidden.close();
  }

  private static void answer(ScriptedReceiver.Connection connection) throws Exception {
    connection.readRequest();
    connection.send("HTTP/1.1 204 No Content||");
  }

  /** A resolver that knows nothing yet, as ten seconds later, or on another node. */
  private AddressResolver resolver() {
    return new AddressResolver(guard, dns);
  }

  private CallbackUrl url() {
    return CallbackUrl.parse("http://rebind.example:" + good.port() + "/hook");
  }

  private Outcome post(AddressResolver resolver) throws Exception {
    HttpTransport transport =
        new HttpTransport(
            guard,
            resolver,
            new Reconnect(),
            Clock.systemUTC(),
            new Egress(Optional.empty(), null));
    try {
      return transport
          .post(new PostRequest(url(), Map.of(), new byte[0], PATIENCE))
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    } finally {
      transport.close();
    }
  }

  @Test
  void refusesAtTheAttemptWhatWasGoodAtTheRegistration() throws Exception {
    dns.name("rebind.example", List.of(List.of(GOOD), List.of(FORBIDDEN)));
    assertThat(resolver().refusal(url(), PATIENCE)).isEmpty();

    assertThat(post(resolver())).isInstanceOf(Refused.class);

    assertThat(good.accepted()).isZero();
    assertThat(forbidden.accepted()).isZero();
  }

  @Test
  void refusesAtTheRegistrationWhatWouldBecomeGood() {
    dns.name("rebind.example", List.of(List.of(FORBIDDEN), List.of(GOOD)));

    assertThat(resolver().refusal(url(), PATIENCE)).isPresent();
  }

  /** Whoever looked the name up again to connect would go to the forbidden one. */
  @Test
  void connectsToTheAddressThatWasCheckedAndToNoOther() throws Exception {
    dns.name("rebind.example", List.of(List.of(GOOD), List.of(FORBIDDEN)));

    assertThat(post(resolver())).isInstanceOf(Answered.class);

    assertThat(dns.lookups()).isEqualTo(1);
    assertThat(good.accepted()).isEqualTo(1);
    assertThat(forbidden.accepted()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "A good and A bad,                  7f000002 7f000003",
    "A bad and A good,                  0a000001 7f000002",
    "A good and the metadata service,   7f000002 a9fea9fe",
    "A good and AAAA loopback,          7f000002 00000000000000000000000000000001",
    "A good and AAAA link-local,        7f000002 fe800000000000000000000000000001",
    "A good and AAAA unique local,      7f000002 fd000000000000000000000000000001",
    "A good and AAAA mapped private,    7f000002 00000000000000000000ffff0a000001",
    "A good and AAAA NAT64 of private,  7f000002 0064ff9b00000000000000000a000001",
    "A good and AAAA 6to4 of private,   7f000002 20020a00000100000000000000000001",
    "A bad and AAAA public,             0a000001 26064700000000000000000000001111",
    "AAAA public and AAAA loopback,     26064700000000000000000000001111"
        + " 00000000000000000000000000000001",
  })
  void refusesAllWhereOneIsBad(String what, String addresses) throws Exception {
    List<byte[]> records =
        Arrays.stream(addresses.split(" ", -1)).map(HexFormat.of()::parseHex).toList();
    dns.name("rebind.example", List.of(records));

    assertThat(resolver().refusal(url(), PATIENCE)).as(what).isPresent();
    assertThat(post(resolver())).as(what).isInstanceOf(Refused.class);
    assertThat(good.accepted()).isZero();
    assertThat(forbidden.accepted()).isZero();
  }

  @Test
  void findsAReceiverThatHasIpv6Alone() throws Exception {
    AddressGuard open = new AddressGuard(true, List.of("::1"));
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    dns.name("rebind.example", List.of(List.of(loopback)));

    assertThat(
            new AddressResolver(open, dns)
                .resolve(url())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS))
        .containsExactly(InetAddress.getByAddress(loopback));
  }
}
