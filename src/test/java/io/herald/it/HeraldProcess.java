package io.herald.it;

import io.herald.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server as a process of its own, which a test may kill and start again on the same port,
 * database and folder.
 */
public final class HeraldProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final int port = FreePorts.next();
  private final Map<String, String> settings;
  private final Path folder;
  private ServerCommand command;
  private @Nullable Process process;
  private Instant startedAt = Instant.EPOCH;
  private Instant readyAt = Instant.EPOCH;

  private HeraldProcess(ServerCommand command, Map<String, String> settings, Path folder) {
    this.command = command;
    this.settings = settings;
    this.folder = folder;
  }

  /** Starts a server with an empty database of this run's kind and waits until it is ready. */
  static HeraldProcess start(Path folder) {
    return start(TestServers.settingsWithNewDatabase(), folder);
  }

  /**
   * Starts a server of this run's kind and waits until it is ready.
   *
   * @param settings {@code herald.*} keys and values
   * @param folder its working folder, also of {@code server.log}
   */
  static HeraldProcess start(Map<String, String> settings, Path folder) {
    return start(ServerCommand.ofThisRun(), settings, folder);
  }

  public static HeraldProcess start(
      ServerCommand command, Map<String, String> settings, Path folder) {
    HeraldProcess herald = new HeraldProcess(command, settings, folder);
    herald.restart();
    return herald;
  }

  public Api api() {
    return new Api(URI.create("http://127.0.0.1:" + port), TestServers.ADMIN_TOKEN);
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** When its process was last started. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When the API first answered after the last start. */
  public Instant readyAt() {
    return readyAt;
  }

  /** As {@code kill -9}: nothing is finished, flushed or said. */
  public void killHard() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** As {@code kill -STOP}: it does nothing at all until it is {@linkplain #resume resumed}. */
  void pause() {
    signal("STOP");
  }

  /** As {@code kill -CONT}: it goes on where it was. */
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    try {
      int result =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
      if (result != 0) {
        throw new AssertionError("kill -" + name + ": " + result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** As {@code kill}: the server ends what it is doing. Returns how long that took. */
  public Duration stop() {
    long start = System.nanoTime();
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError("still running " + PATIENCE + " after SIGTERM:\n" + log());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The process as it was last started. */
  public Process process() {
    return Objects.requireNonNull(process, "not started yet");
  }

  /** Starts again, after {@link #killHard()} or {@link #stop()}, and waits until it is ready. */
  public void restart() {
    try {
      startedAt = Instant.now();
      process = launch();
      awaitReady(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The same in another way. */
  void restart(ServerCommand other) {
    command = other;
    restart();
  }

  /** What the server has written so far, of all its starts. */
  public String log() {
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
    return new ProcessBuilder(command.line(settings, port, folder.toAbsolutePath()))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
        .start();
  }

  /** A server listens before its applications are there: the API itself must answer. */
  private void awaitReady(Process started) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && started.isAlive()) {
      try {
        var request = api().request("/v1/me").build();
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          readyAt = Instant.now();
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      Thread.sleep(50);
    }
    started.destroyForcibly(); // nobody else has it in hand yet
    throw new AssertionError("not ready within " + PATIENCE + ":\n" + log());
  }
}
