package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.transport.ScriptedReceiver.Connection;
import io.herald.transport.ScriptedReceiver.Script;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What tests need that post for real, to a receiver of their own. */
abstract class Posting {

  /** Of attempts that have an end of their own, on a machine that may stand still for a while. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of attempts that end by it. */
  private static final Duration SHORT = Duration.ofMillis(600);

  /** The same, where a busy machine did not come far enough in the short one. */
  private static final Duration LONG = Duration.ofSeconds(8);

  static final AddressGuard GUARD = new AddressGuard(true, List.of("127.0.0.0/8"));
  static HttpTransport transport;

  @BeforeAll
  static void open() throws Exception {
    transport = transport(host -> new InetAddress[] {loopback(1)}, new RetryingReconnect());
    try (ScriptedReceiver receiver = new ScriptedReceiver(Connection::reset)) {
      post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE); // warm up
    }
  }

  @AfterAll
  static void close() {
    transport.close();
  }

  /** As the server's interceptor would: one retry. */
  static final class RetryingReconnect extends Reconnect {
    @Override
    CompletionStage<Void> connect(Tries tries) {
      return tries.next().exceptionallyCompose(first -> tries.next());
    }
  }

  static HttpTransport transport(HostLookup lookup, Reconnect reconnect) throws Exception {
    return new HttpTransport(
        GUARD,
        new AddressResolver(GUARD, lookup),
        reconnect,
        Clock.systemUTC(),
        new Egress(Optional.empty(), null));
  }

  static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  static Outcome post(HttpTransport transport, String url, Duration timeout) throws Exception {
    return start(transport, url, timeout).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  static CompletionStage<Outcome> start(HttpTransport transport, String url, Duration timeout) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Herald/test");
    headers.put("webhook-id", "msg_1");
    return transport.post(
        new PostRequest(
            CallbackUrl.parse(url), headers, "{\"type\":\"ping\"}".getBytes(UTF_8), timeout));
  }

  static Outcome post(Script script) throws Exception {
    return post(script, PATIENCE);
  }

  static Outcome post(Script script, Duration timeout) throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(script)) {
      return post(transport, "http://127.0.0.1:" + receiver.port() + "/", timeout);
    }
  }

  /** An attempt with a timeout. */
  @FunctionalInterface
  interface Timed {
    Outcome within(Duration timeout) throws Exception;
  }

  /**
   * An attempt ends at its timeout, and says so.
   *
   * @param error what it waited for by then; a machine that was too busy to come that far gets more
   *     time
   */
  static void assertTimesOut(String error, Timed attempt) throws Exception {
    Outcome first = attempt.within(SHORT);
    boolean cameThatFar = first instanceof Unreachable it && it.error().startsWith(error);
    Duration timeout = cameThatFar ? SHORT : LONG;
    assertThat(cameThatFar ? first : attempt.within(LONG))
        .isInstanceOfSatisfying(
            Unreachable.class,
            unreachable -> {
              assertThat(unreachable.error())
                  .isEqualTo(error + " within " + (cameThatFar ? "0.600 s" : "8 s"));
              assertThat(unreachable.kind()).isEqualTo(Unreachable.Kind.TIMEOUT);
              assertThat(unreachable.duration()).isBetween(timeout, timeout.plus(PATIENCE));
            });
  }

  static Script answering(String answer) {
    return connection -> {
      connection.readRequest();
      connection.send(answer);
      connection.waitForClose();
    };
  }
}
