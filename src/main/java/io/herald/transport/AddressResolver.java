package io.herald.transport;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the addresses behind a host and has the guard look at every one of them. */
@ApplicationScoped
public class AddressResolver {

  /** Why this URL is not posted to, its host looked up as well; see the real text below. */
  public Optional<String> refusal(CallbackUrl url, Duration patience) {
    return Optional.empty();
  }

  CompletionStage<List<InetAddress>> resolve(CallbackUrl url) {
    return CompletableFuture.failedStage(new UnsupportedOperationException());
  }
}
