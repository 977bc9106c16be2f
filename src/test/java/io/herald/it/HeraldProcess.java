package io.herald.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -jar herald-micro.jar} as a process of its own, which a test may kill and start again
 * on the same port, database and folder.
 */
final class HeraldProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final int port = TestServers.freePort();
  private final Map<String, String> settings;
  private final Path folder;
  private @Nullable Process process;

  private HeraldProcess(Map<String, String> settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** Starts a server with an empty database of this run's kind and waits until it is ready. */
  static HeraldProcess start(Path folder) {
    return start(TestServers.settingsWithNewDatabase(), folder);
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param settings {@code herald.*} keys and values
   * @param folder its working folder, also of {@code server.log}
   */
  static HeraldProcess start(Map<String, String> settings, Path folder) {
    HeraldProcess herald = new HeraldProcess(settings, folder);
    herald.restart();
    return herald;
  }

  Api api() {
    return new Api(URI.create("http://127.0.0.1:" + port), TestServers.ADMIN_TOKEN);
  }

  /** As {@code kill -9}: nothing is finished, flushed or said. */
  void killHard() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** As {@code kill}: the server ends what it is doing. */
  void stop() {
    if (process != null) {
      process.destroy();
      process.onExit().join();
    }
  }

  /** Starts again, after {@link #killHard()} or {@link #stop()}, and waits until it is ready. */
  void restart() {
    try {
      process = launch();
      awaitReady(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What the server has written so far, of all its starts. */
  String log() {
    try {
      return Files.readString(folder.resolve("server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    killHard();
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:TieredStopAtLevel=1");
    // 110 MB that a killed server leaves behind: gone with the test's folder
    command.add("-Djava.io.tmpdir=" + folder.toAbsolutePath());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-jar");
    command.add(new File(System.getProperty("herald.micro.jar")).getAbsolutePath());
    command.add("--port");
    command.add(String.valueOf(port));
    command.add("--prebootcommandfile");
    command.add(new File("server-config/payara-micro/loopback.txt").getAbsolutePath());
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
        .start();
  }

  private void awaitReady(Process started) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && started.isAlive()) {
      try {
        if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (ConnectException e) {
        // not listening yet
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not ready within " + PATIENCE + ":\n" + log());
  }
}
