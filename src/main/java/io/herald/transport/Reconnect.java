package io.herald.transport;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * The one immediate reconnect when nothing was sent, by MicroProfile Fault Tolerance.
 *
 * <p>An asynchronous method costs a change to a thread of the server's shared pool, which every
 * attempt would pay for the few that need it. So the transport makes the first try by itself and
 * comes here only once that has failed: {@link Tries} hands out the failed first try at its first
 * call, which {@code @Retry} answers with a second call, the real one. Without a server around (in
 * a unit test) there is no second call, and the first failure stands.
 *
 * <p>The stage ends when the request goes out, not when it is answered, and the bulkhead bounds how
 * many there are at a time: a server may keep a thread waiting on it. Where it is full, the attempt
 * fails as it would without a second try; the retry schedule follows.
 */
@ApplicationScoped
class Reconnect {

  /** Called once for each try; gives a stage that ends when the request goes out. */
  @FunctionalInterface
  interface Tries {
    CompletionStage<Void> next();
  }

  @Asynchronous
  @Bulkhead(value = 16, waitingTaskQueue = 64)
  @Retry(maxRetries = 1, delay = 0, jitter = 0, retryOn = NothingSent.class)
  CompletionStage<Void> connect(Tries tries) {
    return tries.next();
  }
}
