package io.herald.delivery;

import io.herald.delivery.AccessToken.Denied;
import io.herald.delivery.AccessToken.Granted;
import io.herald.transport.HttpTransport;
import io.herald.transport.Outcome;
import io.herald.transport.PostRequest;
import io.herald.webhooks.OAuth2;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The access tokens of the webhooks that need one, in this node's memory: fetched by the sender's
 * own way out when the first attempt wants one, once for all that want it at the same time, and
 * kept until shortly before they end.
 *
 * <p>A server that fails is asked once a second for a webhook, and a receiver that refuses every
 * token costs its authorization server one request a minute.
 */
@ApplicationScoped
class AccessTokens {

  private static final Logger LOG = Logger.getLogger(AccessTokens.class.getName());

  private static final int MOST = 5_000; // webhooks; a token is a kilobyte or two
  private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);

  private final Function<PostRequest, CompletionStage<Outcome>> sender;
  private final Clock clock;
  private final ConcurrentHashMap<Long, Held> tokens = new ConcurrentHashMap<>();

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  AccessTokens() { // for the CDI proxy
    this.sender = null;
    this.clock = null;
  }

  @Inject
  AccessTokens(HttpTransport transport, Clock clock) {
    this(transport::post, clock);
  }

  AccessTokens(Function<PostRequest, CompletionStage<Outcome>> sender, Clock clock) {
    this.sender = sender;
    this.clock = clock;
  }

  /** What was asked for, and what came, or will come, of it. */
  private record Held(
      OAuth2 client, boolean renewal, Instant askedAt, CompletableFuture<AccessToken> token) {

    boolean goodFor(OAuth2 wanted, Instant now) {
      return client.equals(wanted) && (!token.isDone() || now.isBefore(token.join().until()));
    }

    boolean is(String refused) {
      return token.isDone()
          && token.join() instanceof Granted granted
          && granted.text().equals(refused);
    }
  }

  /**
   * A token, or why there is none. Completes within {@code timeout}, by whoever asked first; what
   * follows must not block.
   */
  CompletionStage<AccessToken> of(long webhookId, OAuth2 client, Duration timeout) {
    Instant now = clock.instant();
    return heldOrFetched(
        webhookId,
        held -> held.goodFor(client, now),
        new Held(client, false, now, pending()),
        timeout);
  }

  /**
   * Another token than the one that the receiver refused; empty where it refused a renewed one a
   * moment ago, so that this would not help.
   */
  Optional<CompletionStage<AccessToken>> insteadOf(
      String refused, long webhookId, OAuth2 client, Duration timeout) {
    Instant now = clock.instant();
    Held held = tokens.get(webhookId);
    if (held != null
        && held.is(refused)
        && held.renewal()
        && now.isBefore(held.askedAt().plus(BETWEEN_RENEWALS))) {
      return Optional.empty();
    }
    return Optional.of(
        heldOrFetched(
            webhookId,
            other -> other.goodFor(client, now) && !other.is(refused),
            new Held(client, true, now, pending()),
            timeout));
  }

  private static CompletableFuture<AccessToken> pending() {
    return new CompletableFuture<>();
  }

  private CompletionStage<AccessToken> heldOrFetched(
      long webhookId, Predicate<Held> good, Held mine, Duration timeout) {
    makeRoom(mine.askedAt());
    Held held = tokens.compute(webhookId, (id, old) -> old != null && good.test(old) ? old : mine);
    if (held.token() == mine.token()) { // nobody else has asked
      fetch(mine, timeout);
    }
    return held.token();
  }

  private void fetch(Held held, Duration timeout) {
    try {
      sender
          .apply(TokenRequest.of(held.client(), timeout))
          .thenApply(outcome -> TokenAnswer.read(outcome, clock.instant()))
          .whenComplete(
              (token, bug) -> {
                if (bug == null) {
                  held.token().complete(token);
                } else {
                  fail(held, bug);
                }
              });
    } catch (RuntimeException e) {
      fail(held, e);
    }
  }

  private void fail(Held held, Throwable bug) {
    LOG.log(Level.SEVERE, "an access token could not be asked for", bug);
    held.token().complete(new Denied("internal error", clock.instant()));
  }

  /** What has ended goes first, then whatever comes; that is asked for anew. */
  private void makeRoom(Instant now) {
    if (tokens.size() < MOST) {
      return;
    }
    tokens.values().removeIf(held -> !held.goodFor(held.client(), now));
    Iterator<Held> others = tokens.values().iterator();
    while (tokens.size() >= MOST && others.hasNext()) {
      others.next();
      others.remove();
    }
  }
}
