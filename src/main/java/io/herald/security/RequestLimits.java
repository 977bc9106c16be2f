package io.herald.security;

import io.herald.problems.TooManyRequests;
import io.herald.security.Budgets.Left;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast callers may be, on this node: requests of one credential ({@code
 * herald.api.rate-limit}), and tokens that are not valid from one address ({@code
 * herald.api.bad-tokens-per-minute}), so that guessing is slow.
 */
@ApplicationScoped
public class RequestLimits {

  private static final String RATE = "herald.api.rate-limit";
  private static final String BAD_TOKENS = "herald.api.bad-tokens-per-minute";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int rate;
  private final Budgets requests;
  private final Budgets badTokens;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  RequestLimits() { // for the CDI proxy
    this.rate = 0;
    this.requests = null;
    this.badTokens = null;
  }

  @Inject
  RequestLimits(Settings settings) {
    this(settings, System::nanoTime);
  }

  RequestLimits(Settings settings, LongSupplier nanoTime) {
    rate = settings.integer(RATE, 0, 1_000_000);
    requests = new Budgets(Math.max(1, rate), SECOND, nanoTime);
    badTokens = new Budgets(settings.integer(BAD_TOKENS, 1, 1_000_000), MINUTE, nanoTime);
  }

  /**
   * Counts a request.
   *
   * @return what to tell the caller, as of the IETF's draft for RateLimit header fields; empty
   *     where there is no limit
   * @throws TooManyRequests where the credential has used up its second
   */
  Optional<Told> request(String credential) {
    if (rate == 0) {
      return Optional.empty();
    }
    Left left = requests.spend(credential);
    if (!left.granted()) {
      throw new TooManyRequests(
          "This token may make " + rate + " requests a second.", left.untilNext());
    }
    return Optional.of(
        new Told("\"token\";q=" + rate + ";w=1", "\"token\";r=" + left.remaining() + ";t=1"));
  }

  /**
   * Refuses an address that has sent too many tokens that are not valid.
   *
   * @throws TooManyRequests until it may try another one
   */
  void mayTry(String address) {
    Left left = badTokens.left(address);
    if (!left.granted()) {
      throw new TooManyRequests(
          "Too many tokens from this address were not valid.", left.untilNext());
    }
  }

  /** Counts a token that was not valid. */
  void wasWrong(String address) {
    var unused = badTokens.spend(address);
  }

  /**
   * Header fields.
   *
   * @param policy {@code RateLimit-Policy}
   * @param state {@code RateLimit}
   */
  record Told(String policy, String state) {}
}
