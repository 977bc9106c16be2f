package io.herald.webhooks;

import io.herald.problems.Rejected;
import io.herald.transport.AddressResolver;
import io.herald.transport.CallbackUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Whether a URL may be registered. Asks a name server, so never within a transaction. A name that
 * has no address (yet) may be: every attempt looks again.
 */
@ApplicationScoped
class CallbackUrls {

  private static final Duration PATIENCE = Duration.ofSeconds(3); // a person waits for the answer

  private final AddressResolver resolver;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  CallbackUrls() { // for the CDI proxy
    this.resolver = null;
  }

  @Inject
  CallbackUrls(AddressResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * @throws Rejected naming {@code /callbackUrl}
   */
  void check(CallbackUrl url) {
    resolver
        .refusal(url, PATIENCE)
        .ifPresent(
            sentence -> {
              throw new Rejected("/callbackUrl", sentence);
            });
  }
}
