package io.herald.transport;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Posts. Every attempt ends within its timeout, whatever the receiver does. */
@ApplicationScoped
public class HttpTransport {

  /** Makes one attempt; never blocks, and never completes exceptionally. */
  public CompletionStage<Outcome> post(PostRequest request) {
    return CompletableFuture.failedStage(new UnsupportedOperationException(request.toString()));
  }
}
