package io.herald.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A saturating load while something else is done. The server may die under it. */
final class BackgroundLoad implements AutoCloseable {

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final Future<Load.Result> result;

  BackgroundLoad(Product product, int connections, Template template, Duration duration) {
    result =
        executor.submit(
            () -> {
              try (Load load = new Load(product.address(), connections, template)) {
                return load.saturate(duration);
              }
            });
  }

  /** Waits for the end. */
  Load.Result result() throws ExecutionException, InterruptedException {
    return result.get();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
