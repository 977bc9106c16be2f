package io.herald.webhooks;

import io.herald.json.Pointers;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import io.herald.transport.AddressResolver;
import io.herald.transport.CallbackUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a URL may be registered. Asks a name server, so never within a transaction. A name that
 * has no address (yet) may be: every attempt looks again.
 */
@ApplicationScoped
class CallbackUrls {

  private static final Duration PATIENCE = Duration.ofSeconds(3); // a person waits for the answer
  private static final Duration PATIENCE_FOR_MANY = Duration.ofSeconds(10);

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
   * Checks many, within a bounded time: a host that was not found by then may be registered, as any
   * that is not found.
   *
   * @param pointer to the array of webhooks
   * @throws Rejected naming each {@code callbackUrl} at fault
   */
  void checkAll(List<CallbackUrl> urls, String pointer) {
    long end = System.nanoTime() + PATIENCE_FOR_MANY.toNanos();
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      String at = Pointers.child(pointer, i) + "/callbackUrl";
      resolver
          .refusal(urls.get(i), left.compareTo(PATIENCE) < 0 ? left : PATIENCE)
          .ifPresent(sentence -> errors.add(new FieldError(at, sentence)));
    }
    if (!errors.isEmpty()) {
      throw new Rejected("Some of the URLs may not be registered.", errors);
    }
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
