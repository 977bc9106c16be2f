package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.transport.Unreachable.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {

  private final AddressGuard guard = new AddressGuard(true, List.of("127.0.0.0/8"));
  private final HttpTransport transport = new HttpTransport(guard, Clock.systemUTC());

  @AfterEach
  void close() {
    transport.close();
  }

  private Outcome post(ScriptedReceiver receiver) throws Exception {
    PostRequest request =
        new PostRequest(
            CallbackUrl.parse("http://127.0.0.1:" + receiver.port() + "/hook?a=b"),
            Map.of("Content-Type", "application/json", "User-Agent", "Herald/test"),
            "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8),
            Duration.ofMillis(700));
    return transport.post(request).toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void sendsExactlyWhatItWasGiven() throws Exception {
    List<String> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(
            c -> {
              seen.add(c.readRequest());
              c.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok");
              c.waitForClose();
            })) {

      Outcome outcome = post(receiver);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Answered.class,
              answered -> {
                assertThat(answered.status()).isEqualTo(200);
                assertThat(answered.body()).isEqualTo("ok");
                assertThat(answered.headers()).containsEntry("x-a", List.of("b"));
              });
      System.out.println(seen);
      System.out.println(outcome);
    }
  }

  @Test
  void hangs() throws Exception {
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(
            c -> {
              c.readRequest();
              c.waitForClose();
            })) {

      Outcome outcome = post(receiver);

      System.out.println(outcome);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Unreachable.class, u -> assertThat(u.kind()).isEqualTo(Kind.TIMEOUT));
      assertThat(receiver.closedByPeer().tryAcquire(2, TimeUnit.SECONDS)).isTrue();
    }
  }
}
