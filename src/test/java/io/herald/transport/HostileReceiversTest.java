package io.herald.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.transport.ScriptedReceiver.Connection;
import io.herald.transport.ScriptedReceiver.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * All that {@link HttpAnswersTest} tries one by one, at once: every attempt ends, and memory stays
 * bounded. Prints the figures that the security page quotes.
 */
class HostileReceiversTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** On a busy machine an end may be noticed late; what never ends is what this is to find. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final int ROUNDS = 3;
  private static final long MOST_BYTES = 128L << 20;
  private static final int BOMB_MIB = 64;

  @Test
  void togetherTheyCostNeitherTimeNorMemory() throws Exception {
    List<ScriptedReceiver> receivers = new ArrayList<>();
    List<CompletionStage<Outcome>> attempts = new ArrayList<>();
    HttpTransport transport = transport();
    List<Script> scripts = scripts();
    try {
      long before = usedNow();
      for (int round = 0; round < ROUNDS; round++) {
        for (Script script : scripts) {
          ScriptedReceiver receiver = new ScriptedReceiver(script);
          receivers.add(receiver);
          attempts.add(transport.post(request(receiver.port())));
        }
      }

      Duration worst = Duration.ZERO;
      for (CompletionStage<Outcome> attempt : attempts) {
        Outcome outcome =
            attempt.toCompletableFuture().get(TIMEOUT.plus(MARGIN).toSeconds(), TimeUnit.SECONDS);
        worst = outcome.duration().compareTo(worst) > 0 ? outcome.duration() : worst;
      }

      long peak = peak() - before;
      System.out.printf(
          "hostile receivers: %d attempts at once of %d kinds, timeout %.1f s: worst attempt %.3f s,"
              + " peak heap %.1f MiB above the start, receivers included%n",
          attempts.size(),
          scripts.size(),
          TIMEOUT.toMillis() / 1000.0,
          worst.toMillis() / 1000.0,
          peak / 1048576.0);
      assertThat(worst).isLessThan(TIMEOUT.plus(MARGIN));
      assertThat(peak).isLessThan(MOST_BYTES);
    } finally {
      transport.close();
      for (ScriptedReceiver receiver : receivers) {
        receiver.close();
      }
    }
  }

  private static List<Script> scripts() throws IOException {
    byte[] bomb = bomb();
    List<Script> scripts =
        new ArrayList<>(HttpAnswersTest.hostility().map(row -> (Script) row.get()[1]).toList());
    scripts.add(HttpAnswersTest.flooding("HTTP/1.1 200 OK||", "x".repeat(1000)));
    scripts.add(
        HttpAnswersTest.flooding(
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||", "3e8|" + "x".repeat(1000) + "|"));
    scripts.add(Connection::reset);
    scripts.add(resettingAfter("HTTP/1.1 200 OK|X-A: b|"));
    scripts.add(resettingAfter("HTTP/1.1 200 OK|Content-Length: 10||abc"));
    scripts.add(
        connection -> {
          connection.readRequest();
          connection.send(
              "HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: " + bomb.length + "||");
          connection.send(new String(bomb, ISO_8859_1).replace("|", "\0"));
          connection.waitForClose();
        });
    scripts.add( // says that it keeps the connection, and does not
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 200 OK|Connection: keep-alive|Content-Length: 0||");
        });
    return scripts;
  }

  private static Script resettingAfter(String answer) {
    return connection -> {
      connection.readRequest();
      connection.send(answer);
      connection.reset();
    };
  }

  /** Zeros, packed: a thousand times as much when unpacked. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < BOMB_MIB; i++) {
        gzip.write(zeros);
      }
    }
    return packed.toByteArray();
  }

  private static HttpTransport transport() {
    AddressGuard guard = new AddressGuard(true, List.of("127.0.0.0/8"));
    return new HttpTransport(
        guard,
        new AddressResolver(guard, host -> InetAddress.getAllByName("127.0.0.1")),
        new Reconnect(),
        Clock.systemUTC(),
        new Egress(Optional.empty(), null));
  }

  private static PostRequest request(int port) {
    return new PostRequest(
        CallbackUrl.parse("http://127.0.0.1:" + port + "/"),
        Map.of("Content-Type", "application/json"),
        "{\"type\":\"ping\"}".getBytes(UTF_8),
        TIMEOUT);
  }

  private static long usedNow() {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    return heap().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  private static long peak() {
    return heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  private static Stream<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }
}
