package io.herald.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** The {@link Receiver}, seen from the benchmark. */
final class ReceiverProcess implements AutoCloseable {

  private final Process process;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Where receivers listen: {@code /hook}, {@code /paced}, {@code /hang}. */
  enum Path {
    HOOK,
    PACED,
    HANG;

    private String text() {
      return "/" + name().toLowerCase(Locale.ROOT);
    }
  }

  private ReceiverProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** What arrived since the last reset; times as of {@link System#nanoTime()}. */
  record Stats(
      long arrived,
      long distinct,
      long since,
      long last,
      Latencies latencies,
      Course course,
      List<Long> duplicateIds) {

    long duplicates() {
      return arrived - distinct;
    }
  }

  static ReceiverProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Receiver.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new ReceiverProcess(process, Integer.parseInt(process.inputReader(UTF_8).readLine()));
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Where everything is answered at once. */
  URI url() {
    return url(Path.HOOK);
  }

  URI url(Path path) {
    return URI.create("http://127.0.0.1:" + port + path.text());
  }

  int port() {
    return port;
  }

  void reset() {
    get("/reset");
  }

  Stats stats() {
    try (JsonReader reader = Json.createReader(new StringReader(get("/stats/hook")))) {
      JsonObject json = reader.readObject();
      return new Stats(
          json.getJsonNumber("arrived").longValue(),
          json.getJsonNumber("distinct").longValue(),
          json.getJsonNumber("since").longValue(),
          json.getJsonNumber("last").longValue(),
          Latencies.of(json),
          Course.of(json),
          json.getJsonArray("duplicates").stream()
              .map(each -> Long.valueOf(each.toString()))
              .toList());
    }
  }

  /** How many of these have not arrived, by the time at which they were to be sent. */
  long missing(Collection<Long> sentAt) {
    Set<Long> missing = new HashSet<>(sentAt);
    StringTokenizer arrived = new StringTokenizer(get("/sent/hook"));
    while (arrived.hasMoreTokens()) {
      missing.remove(Long.valueOf(arrived.nextToken()));
    }
    return missing.size();
  }

  /** How many deliveries have come to a path since the last reset. */
  long count(Path path) {
    return Long.parseLong(get("/count" + path.text()));
  }

  /** Waits until so many deliveries have arrived, or nothing has come for {@code patience}. */
  Stats await(long deliveries, Duration patience) throws InterruptedException {
    long known = -1;
    long quietSince = System.nanoTime();
    while (true) {
      long count = count(Path.HOOK);
      if (count >= deliveries) {
        return stats();
      }
      if (count != known) {
        known = count;
        quietSince = System.nanoTime();
      } else if (System.nanoTime() - quietSince > patience.toNanos()) {
        return stats();
      }
      Thread.sleep(50);
    }
  }

  private String get(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(url().resolve(path)).timeout(Duration.ofSeconds(30)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
