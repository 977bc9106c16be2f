package io.herald.transport;

import static io.herald.transport.Unreachable.Kind.CONNECT;
import static io.herald.transport.Unreachable.Kind.CONNECTION_LOST;
import static io.herald.transport.Unreachable.Kind.DNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.FreePorts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
        for (int i = 0; i < 3; i++) {
          assertThat(post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE))
              .isInstanceOf(Answered.class);
          assertThat(receiver.closed().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
          Thread.sleep(200); // it has arrived; the client must see it
        }

        assertThat(receiver.accepted()).isEqualTo(3);
      }
    }

    @Test
    void aSecondRequestThatHangsEndsWithItsConnection() throws Exception {
      assertTimesOut("no answer", this::timeoutOfTheSecond);
      Awaitility.await().until(() -> transport.connectionsInUse() == 0);
    }

    private Outcome timeoutOfTheSecond(Duration timeout) throws Exception {
      try (ScriptedReceiver receiver =
          new ScriptedReceiver(
              connection -> {
                connection.readRequest();
                connection.send("HTTP/1.1 200 OK|Content-Length: 0||");
                connection.readRequest();
                connection.waitForClose();
              })) {
        post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE);
        Outcome second = post(transport, "http://127.0.0.1:" + receiver.port(), timeout);

        if (second instanceof Unreachable slow && slow.error().startsWith("no answer")) {
          assertThat(receiver.accepted()).isEqualTo(1);
          assertThat(receiver.closedByPeer().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        }
        return second;
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
        post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE);
        Outcome second = post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE);

        assertThat(second)
            .isInstanceOfSatisfying(
                Unreachable.class, lost -> assertThat(lost.kind()).isEqualTo(CONNECTION_LOST));
        assertThat(receiver.accepted()).as("the request was not sent twice").isEqualTo(1);
      }
    }
  }

  @Nested
  class WhenNothingListens {

    @Test
    void theConnectionIsRefused() throws Exception {
      assertThat(post(transport, "http://127.0.0.1:" + FreePorts.next(), PATIENCE))
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
        assertThat(post(two, "http://two.example:" + receiver.port(), PATIENCE))
            .isInstanceOf(Answered.class);
      } finally {
        two.close();
      }
    }

    @Test
    void withoutAServerTheFirstFailureStands() throws Exception {
      HttpTransport plain = new HttpTransport(GUARD, Clock.systemUTC());
      try {
        assertThat(post(plain, "http://127.0.0.1:" + FreePorts.next(), PATIENCE))
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
      return post(lookup, PATIENCE);
    }

    private Outcome post(HostLookup lookup, Duration timeout) throws Exception {
      HttpTransport odd = transport(lookup, new RetryingReconnect());
      try {
        return Posting.post(odd, "http://odd.example:1/", timeout);
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
      CountDownLatch over = new CountDownLatch(1);
      HostLookup slow =
          host -> {
            awaitQuietly(over);
            throw new UnknownHostException(host);
          };

      assertTimesOut("DNS: the host was not resolved", timeout -> post(slow, timeout));
      over.countDown();
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

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
