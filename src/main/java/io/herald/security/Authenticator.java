package io.herald.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells whom a credential stands for. A good token is remembered for five seconds, so that a
 * publisher's thousand requests a second are one query: a token revoked on another node may be good
 * here for that long.
 */
@ApplicationScoped
public class Authenticator {

  private static final long REMEMBERED_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MOST_REMEMBERED = 10_000;

  private final ApiTokens tokens;
  private final Clock clock;
  private final WebTokens webTokens;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  private final AtomicInteger revocations = new AtomicInteger();

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Authenticator() { // for the CDI proxy
    this(null, null, null);
  }

  @Inject
  Authenticator(ApiTokens tokens, Clock clock, WebTokens webTokens) {
    this.webTokens = webTokens;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Empty for a token that was never given out, was revoked, or has ended. */
  Optional<Identity> identify(String bearer) {
    BearerToken token = BearerToken.of(bearer);
    String hash = token.hash();
    long now = System.nanoTime(); // not the injected clock: nothing about this is a fact
    Remembered known = remembered.get(hash);
    if (known != null && now - known.since() < REMEMBERED_NANOS) {
      return Optional.of(known.identity()).filter(found -> found.goodAt(clock.instant()));
    }
    int before = revocations.get();
    Optional<Identity> identity =
        WebTokens.looksLikeOne(bearer) ? webTokens.identify(bearer) : tokens.use(token);
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    identity.ifPresent(found -> remembered.put(hash, new Remembered(found, now)));
    if (before != revocations.get()) { // it may have been this one, after it was looked up
      remembered.remove(hash);
    }
    return identity;
  }

  /** Whether the token was good not long ago. */
  boolean remembers(String bearer) {
    return remembered.containsKey(BearerToken.of(bearer).hash());
  }

  void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) TokensRevoked event) {
    revocations.incrementAndGet();
    remembered.clear();
  }

  private record Remembered(Identity identity, long since) {}
}
