package io.herald.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A real HTTP receiver on 127.0.0.1: keeps every request, answers as scripted for its path, and 204
 * where nothing is scripted.
 */
public final class RecordingReceiver implements AutoCloseable {

  private static final int TRIES = 10;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "receiver");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Deque<Answer>> scripts = new HashMap<>();
  private final List<Received> received = new ArrayList<>();

  private RecordingReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Listens on a port that no other receiver of this JVM has had: what somebody still sends to one
   * that is closed comes to nobody.
   */
  public static RecordingReceiver start() {
    UncheckedIOException taken = new UncheckedIOException(new BindException());
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        return startOn(FreePorts.next());
      } catch (UncheckedIOException e) { // another JVM was faster
        taken = e;
      }
    }
    throw taken;
  }

  /** Listens on a port that a test chose, to come back where it was. */
  public static RecordingReceiver startOn(int port) {
    return startOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Listens there and nowhere else. */
  public static RecordingReceiver startOn(InetSocketAddress address) {
    try {
      return new RecordingReceiver(HttpServer.create(address, 1024));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Scripts a path: one answer for each request in turn, the last one for all that follow. */
  public void on(String path, Answer... answers) {
    synchronized (received) {
      scripts.put(path, new ArrayDeque<>(Arrays.asList(answers)));
    }
  }

  /** What came in on a path so far, in order. */
  public List<Received> requests(String path) {
    synchronized (received) {
      return received.stream().filter(request -> request.path().equals(path)).toList();
    }
  }

  /** Everything that came in so far, in order. */
  public List<Received> requests() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** Waits until {@code count} requests have come in on a path; at most a minute. */
  public List<Received> await(String path, int count) {
    return await(path, count, Patience.LONG);
  }

  /** Waits until {@code count} requests have come in on a path. */
  public List<Received> await(String path, int count, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (received) {
      while (requests(path).size() < count) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "%d requests on %s within %s, not %d; all: %s"
                  .formatted(
                      requests(path).size(),
                      path,
                      atMost,
                      count,
                      received.stream().map(Received::path).toList()));
        }
        try {
          received.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
      return requests(path);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Instant at = Instant.now();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().toString();
    Answer answer;
    synchronized (received) {
      received.add(
          new Received(exchange.getRequestMethod(), path, exchange.getRequestHeaders(), body, at));
      received.notifyAll();
      answer = next(path);
    }
    try (exchange) {
      act(exchange, answer, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer next(String path) {
    Deque<Answer> script = scripts.get(path);
    if (script == null || script.isEmpty()) {
      return Answer.status(204);
    }
    return script.size() == 1 ? script.getFirst() : script.removeFirst();
  }

  private void act(HttpExchange exchange, Answer answer, byte[] body)
      throws IOException, InterruptedException {
    switch (answer.kind()) {
      case ECHO -> {
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
      case DROP -> {}
      case HANG -> closed.await();
      case RESPOND -> {
        if (closed.await(answer.delay().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        answer.told().await(); // interrupted where this is closed before
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        if (text.length > 0) {
          exchange.getResponseBody().write(text);
        }
      }
    }
  }
}
