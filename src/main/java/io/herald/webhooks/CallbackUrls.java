package io.herald.webhooks;

import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import io.herald.transport.AddressResolver;
import io.herald.transport.CallbackUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * @param urls by the pointer to each
   * @throws Rejected naming each one at fault
   */
  void checkAll(Map<String, CallbackUrl> urls) {
    long end = System.nanoTime() + PATIENCE_FOR_MANY.toNanos();
    List<FieldError> errors = new ArrayList<>();
    urls.forEach(
        (pointer, url) -> {
          Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
          resolver
              .refusal(url, left.compareTo(PATIENCE) < 0 ? left : PATIENCE)
              .ifPresent(sentence -> errors.add(new FieldError(pointer, sentence)));
        });
    if (!errors.isEmpty()) {
      throw new Rejected("Some of the URLs may not be registered.", errors);
    }
  }

  /**
   * Those of a webhook: where it is posted to, and where a token for that is to be had.
   *
   * @param callbackUrl null: it stays as it is, as {@code auth} does
   * @param pointer to the webhook
   */
  static Map<String, CallbackUrl> of(
      @Nullable CallbackUrl callbackUrl, @Nullable Auth auth, String pointer) {
    Map<String, CallbackUrl> urls = new LinkedHashMap<>();
    if (callbackUrl != null) {
      urls.put(pointer + "/callbackUrl", callbackUrl);
    }
    if (auth instanceof OAuth2 client) {
      urls.put(pointer + "/auth/tokenUrl", client.tokenUrl());
    }
    return urls;
  }
}
