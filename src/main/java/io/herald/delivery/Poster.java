package io.herald.delivery;

import io.herald.delivery.AccessToken.Denied;
import io.herald.delivery.AccessToken.Granted;
import io.herald.transport.Answered;
import io.herald.transport.HttpTransport;
import io.herald.transport.Outcome;
import io.herald.transport.PostRequest;
import io.herald.transport.Unreachable;
import io.herald.transport.Unreachable.Kind;
import io.herald.webhooks.OAuth2;
import io.herald.webhooks.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Posts; where the receiver wants an access token, with one. The time for the token is a part of
 * the attempt's, and a 401 gets one more try with another token: the second 401 is the outcome.
 */
@ApplicationScoped
public class Poster {

  private static final int UNAUTHORIZED = 401;

  private final Function<PostRequest, CompletionStage<Outcome>> sender;
  private final AccessTokens tokens;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Poster() { // for the CDI proxy
    this.sender = null;
    this.tokens = null;
    this.clock = null;
  }

  @Inject
  Poster(HttpTransport transport, AccessTokens tokens, Clock clock) {
    this(transport::post, tokens, clock);
  }

  Poster(Function<PostRequest, CompletionStage<Outcome>> sender, AccessTokens tokens, Clock clock) {
    this.sender = sender;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** As {@link HttpTransport#post}: never blocks, never fails. */
  public CompletionStage<Outcome> post(Target target, PostRequest request) {
    Optional<OAuth2> client = target.credentials().oauth2();
    return client.isEmpty()
        ? sender.apply(request)
        : new Authorized(target.webhookId(), client.get(), request).post();
  }

  /** One attempt with a token. */
  private final class Authorized {

    private final long webhookId;
    private final OAuth2 client;
    private final PostRequest request;
    private final Instant startedAt = clock.instant();
    private final long startedNanos = System.nanoTime();

    Authorized(long webhookId, OAuth2 client, PostRequest request) {
      this.webhookId = webhookId;
      this.client = client;
      this.request = request;
    }

    CompletionStage<Outcome> post() {
      return tokens
          .of(webhookId, client, request.timeout())
          .thenCompose(
              token ->
                  token instanceof Granted granted
                      ? firstTry(granted.text())
                      : done(unreachable(Kind.TOKEN, ((Denied) token).error())));
    }

    private CompletionStage<Outcome> firstTry(String token) {
      return send(token)
          .thenCompose(outcome -> refusesToken(outcome) ? renew(token, outcome) : done(outcome));
    }

    private CompletionStage<Outcome> renew(String refused, Outcome outcome) {
      Duration left = left();
      return left.compareTo(Duration.ZERO) > 0
          ? tokens
              .insteadOf(refused, webhookId, client, left)
              .map(another -> another.thenCompose(token -> secondTry(token, outcome)))
              .orElseGet(() -> done(outcome))
          : done(outcome);
    }

    /** Without another token the first answer stands. */
    private CompletionStage<Outcome> secondTry(AccessToken token, Outcome first) {
      return token instanceof Granted granted && left().compareTo(Duration.ZERO) > 0
          ? send(granted.text()).thenCompose(this::done)
          : done(first);
    }

    private CompletionStage<Outcome> send(String token) {
      Duration left = left();
      return left.compareTo(Duration.ZERO) > 0
          ? sender.apply(request.with(client.header(), "Bearer " + token, left))
          : CompletableFuture.completedStage(
              unreachable(Kind.TIMEOUT, "access token: too late for the attempt"));
    }

    private CompletionStage<Outcome> done(Outcome outcome) {
      return CompletableFuture.completedStage(outcome.spanning(startedAt, elapsed()));
    }

    private Outcome unreachable(Kind kind, String error) {
      return new Unreachable(kind, error, startedAt, elapsed());
    }

    private Duration left() {
      return request.timeout().minus(elapsed());
    }

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
  }

  private static boolean refusesToken(Outcome outcome) {
    return outcome instanceof Answered answer && answer.status() == UNAUTHORIZED;
  }
}
