package io.herald.chaos;

import io.herald.it.Api;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Producers that send on and on, each as soon as it has its answer, though not faster than their
 * pace; one request in twenty goes to the directory. What is not answered with 2xx is not promised,
 * and is not sent again.
 */
final class Producers implements AutoCloseable {

  private static final int DIRECTORY_SHARE = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AtomicLong KEYS = new AtomicLong();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Ledger ledger;
  private final Api api;
  private final String organization;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong longestNanos = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  Producers(Ledger ledger, Api api, String organization) {
    this.ledger = ledger;
    this.api = api;
    this.organization = organization;
  }

  /** Starts this many, who together send {@code perSecond} at most. */
  Producers start(int count, int perSecond) {
    long pause = TimeUnit.SECONDS.toNanos(count) / perSecond;
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> run(pause), "chaos-producer");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return this;
  }

  /** Requests that were answered otherwise than with 2xx, or not at all. */
  long refused() {
    return refused.get();
  }

  /** The longest that a request has waited for its answer since this was last asked. */
  Duration longest() {
    return Duration.ofNanos(longestNanos.getAndSet(0));
  }

  private void run(long pause) {
    long next = System.nanoTime();
    while (!stopped) {
      next = Math.max(next + pause, System.nanoTime() - pause);
      long number = KEYS.incrementAndGet();
      try {
        if (number % DIRECTORY_SHARE == 0) {
          user("chaos-" + number);
        } else {
          event("e-" + number);
        }
      } catch (IOException e) {
        refused.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void event(String key) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post(
            "/v1/events",
            "{\"type\":\"chaos.event\",\"organizationId\":\"%s\",\"data\":{\"key\":\"%s\"}}"
                .formatted(organization, key));
    if (isAccepted(answer)) {
      ledger.accept(key);
    }
  }

  private void user(String name) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post(
            "/v1/users",
            "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"organizationId\":\"%s\"}"
                .formatted(name, name, organization));
    if (isAccepted(answer)) {
      try (JsonReader json = Json.createReader(new StringReader(answer.body()))) {
        ledger.accept(json.readObject().getString("id"));
      }
    }
  }

  private HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.address().resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + api.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    long start = System.nanoTime();
    try {
      return client.send(request, BodyHandlers.ofString());
    } finally {
      longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
    }
  }

  private boolean isAccepted(HttpResponse<String> answer) {
    boolean accepted = answer.statusCode() / 100 == 2;
    if (!accepted) {
      refused.incrementAndGet();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return accepted;
  }

  /** Ends after the answers that are under way. */
  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
