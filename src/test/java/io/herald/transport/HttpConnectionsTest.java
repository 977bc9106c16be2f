package io.herald.transport;

import static io.herald.transport.Unreachable.Kind.CONNECT;
import static io.herald.transport.Unreachable.Kind.CONNECTION_LOST;
import static io.herald.transport.Unreachable.Kind.DNS;
import static io.herald.transport.Unreachable.Kind.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.transport.ScriptedReceiver.Connection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Connections that are dropped, refused, or lead nowhere. */
class HttpConnectionsTest extends Posting {

  @Nested
  class WhenTheReceiverDropsKeptConnections {

    @Test
    void aClosedOneIsNotUsedAgain() throws Exception {
      try (ScriptedReceiver receiver =
          new ScriptedReceiver(
              connection -> {
                connection.readRequest();
                connection.send("HTTP/1.1 200 OK|Content-Length: 0||");
              })) {
        for (int i = 0; i < 5; i++) {
          assertThat(post(transport, "http://127.0.0.1:" + receiver.port(), TIMEOUT_OF_ATTEMPT))
              .isInstanceOf(Answered.class);
          Thread.sleep(20); // the close must arrive
        }

        assertThat(receiver.accepted()).isEqualTo(5);
      }
    }

    @Test
    void aSecondRequestThatHangsEndsWithItsConnection() throws Exception {
      try (ScriptedReceiver receiver =
          new ScriptedReceiver(
              connection -> {
                connection.readRequest();
                connection.send("HTTP/1.1 200 OK|Content-Length: 0||");
                connection.readRequest();
                connection.waitForClose();
              })) {
        post(transport, "http://127.0.0.1:" + receiver.port(), TIMEOUT_OF_ATTEMPT);
        Outcome second =
            post(transport, "http://127.0.0.1:" + receiver.port(), Duration.ofMillis(200));

        assertThat(second)
            .isInstanceOfSatisfying(
                Unreachable.class, slow -> assertThat(slow.kind()).isEqualTo(TIMEOUT));
        assertThat(receiver.accepted()).isEqualTo(1);
        assertThat(receiver.closedByPeer().tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().until(() -> transport.connectionsInUse() == 0);
      }
    }

    @Test
    void aResetOfTheSecondRequestIsAnHonestFailure() throws Exception {
      try (ScriptedReceiver receiver =
          new ScriptedReceiver(
              connection -> {
                connection.readRequest();
                connection.send("HTTP/1.1 200 OK|Content-Length: 0||");
                connection.readRequest();
                connection.reset();
              })) {
        post(transport, "http://127.0.0.1:" + receiver.port(), TIMEOUT_OF_ATTEMPT);
        Outcome second = post(transport, "http://127.0.0.1:" + receiver.port(), TIMEOUT_OF_ATTEMPT);

        assertThat(second)
            .isInstanceOfSatisfying(
                Unreachable.class, lost -> assertThat(lost.kind()).isEqualTo(CONNECTION_LOST));
        assertThat(receiver.accepted()).as("the request was not sent twice").isEqualTo(1);
      }
    }
  }

  @Nested
  class WhenNothingListens {

    private int freePort() throws Exception {
      try (ScriptedReceiver receiver = new ScriptedReceiver(Connection::reset)) {
        return receiver.port();
      }
    }

    @Test
    void theConnectionIsRefused() throws Exception {
      assertThat(post(transport, "http://127.0.0.1:" + freePort(), TIMEOUT_OF_ATTEMPT))
          .isInstanceOfSatisfying(
              Unreachable.class,
              refused -> {
                assertThat(refused.kind()).isEqualTo(CONNECT);
                assertThat(refused.error()).isEqualTo("connection refused");
              });
      assertThat(transport.connectionsInUse()).isZero();
    }

    @Test
    void theReconnectGoesToTheNextAddress() throws Exception {
      HttpTransport two =
          transport(host -> new InetAddress[] {loopback(3), loopback(1)}, new RetryingReconnect());
      try (ScriptedReceiver receiver =
          new ScriptedReceiver(answering("HTTP/1.1 204 No Content||"))) {
        assertThat(post(two, "http://two.example:" + receiver.port(), Duration.ofSeconds(5)))
            .isInstanceOf(Answered.class);
      } finally {
        two.close();
      }
    }

    @Test
    void withoutAServerTheFirstFailureStands() throws Exception {
      HttpTransport plain = new HttpTransport(GUARD, Clock.systemUTC());
      try {
        assertThat(post(plain, "http://127.0.0.1:" + freePort(), Duration.ofSeconds(5)))
            .isInstanceOfSatisfying(
                Unreachable.class, refused -> assertThat(refused.kind()).isEqualTo(CONNECT));
      } finally {
        plain.close();
      }
    }
  }

  @Nested
  class WhenTheNameServerIsOdd {

    private Outcome post(HostLookup lookup) throws Exception {
      HttpTransport odd = transport(lookup, new RetryingReconnect());
      try {
        return Posting.post(odd, "http://odd.example:1/", Duration.ofMillis(300));
      } finally {
        odd.close();
      }
    }

    @Test
    void anUnknownNameIsToldApart() throws Exception {
      assertThat(
              post(
                  host -> {
                    throw new UnknownHostException(host);
                  }))
          .isInstanceOfSatisfying(
              Unreachable.class,
              unknown -> {
                assertThat(unknown.kind()).isEqualTo(DNS);
                assertThat(unknown.error()).isEqualTo("DNS: no such host");
              });
    }

    @Test
    void aSlowLookupCountsIntoTheAttempt() throws Exception {
      assertThat(
              post(
                  host -> {
                    sleep(2_000);
                    throw new UnknownHostException(host);
                  }))
          .isInstanceOfSatisfying(
              Unreachable.class,
              slow -> {
                assertThat(slow.kind()).isEqualTo(TIMEOUT);
                assertThat(slow.error()).isEqualTo("DNS: the host was not resolved within 0.300 s");
              });
    }

    @Test
    void oneDeniedAddressAmongAllowedOnesRefusesAll() throws Exception {
      assertThat(post(host -> new InetAddress[] {loopback(1), InetAddress.getByName("10.0.0.1")}))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .isEqualTo("The host odd.example has an address that is not public."));
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
