package io.herald.bench.server;

import io.herald.messages.CustomEvent;
import io.herald.messages.EventType;
import io.herald.security.OrganizationId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads of the server that do business: fire an event and commit, again and again. */
@ApplicationScoped
class Producers {

  /** Makes every {@link System#nanoTime()} a number of 19 digits, as the receiver expects. */
  private static final long EPOCH = 1_000_000_000_000_000_000L;

  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Business business;

  @Resource
  @SuppressWarnings("NullAway") // set by the container
  private ManagedThreadFactory threadFactory;

  /** Returns how many events were committed. */
  long run(OrganizationId organization, long millis, int threads, int types, int pad) {
    long end = System.nanoTime() + millis * 1_000_000;
    String padding = "x".repeat(pad);
    ExecutorService executor = Executors.newFixedThreadPool(threads, threadFactory);
    try {
      List<Callable<Long>> loops = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int first = i;
        loops.add(() -> loop(organization, end, first, types, padding));
      }
      long sum = 0;
      for (Future<Long> loop : executor.invokeAll(loops)) {
        sum += loop.get();
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdown();
    }
  }

  private long loop(OrganizationId organization, long end, int first, int types, String padding) {
    List<EventType> names = new ArrayList<>();
    for (int i = 0; i < types; i++) {
      names.add(new EventType("bench.one.%02d".formatted(i)));
    }
    long count = 0;
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      JsonObject data =
          JSON.createObjectBuilder().add("at", EPOCH + now).add("pad", padding).build();
      EventType type = names.get((int) ((first + count) % types));
      business.happens(new CustomEvent(type, organization, data));
      count++;
    }
    return count;
  }
}
