package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

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

  static final Duration TIMEOUT_OF_ATTEMPT = Duration.ofMillis(600);
  static final AddressGuard GUARD = new AddressGuard(true, List.of("127.0.0.0/8"));
  static HttpTransport transport;

  @BeforeAll
  static void open() throws Exception {
    transport = transport(host -> new InetAddress[] {loopback(1)}, new RetryingReconnect());
    try (ScriptedReceiver receiver = new ScriptedReceiver(Connection::reset)) {
      post(transport, "http://127.0.0.1:" + receiver.port(), Duration.ofSeconds(5)); // warm up
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
    return start(transport, url, timeout).toCompletableFuture().get(10, TimeUnit.SECONDS);
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
    try (ScriptedReceiver receiver = new ScriptedReceiver(script)) {
      return post(transport, "http://127.0.0.1:" + receiver.port() + "/", TIMEOUT_OF_ATTEMPT);
    }
  }

  static Script answering(String answer) {
    return connection -> {
      connection.readRequest();
      connection.send(answer);
      connection.waitForClose();
    };
  }
}
