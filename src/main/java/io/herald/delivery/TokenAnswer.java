package io.herald.delivery;

import io.herald.delivery.AccessToken.Denied;
import io.herald.delivery.AccessToken.Granted;
import io.herald.transport.Answered;
import io.herald.transport.Outcome;
import io.herald.transport.Refused;
import io.herald.transport.Unreachable;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an authorization server answered: RFC 6749, sections 5.1 and 5.2. Of its words only
 * the error code is repeated: the rest may hold anything, our own secret included.
 */
final class TokenAnswer {

  /** Where the server does not say; a token that ends earlier is renewed at the first 401. */
  static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

  private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
  private static final Duration MARGIN = Duration.ofSeconds(30); // an attempt may take as long
  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(1);
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");
  private static final Pattern ERROR_CODE = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  private TokenAnswer() {}

  static AccessToken read(Outcome outcome, Instant now) {
    if (outcome instanceof Answered answer) {
      JsonObject json = json(answer.body());
      return answer.successful() ? token(json, now) : denied(refusal(answer.status(), json), now);
    }
    return denied(
        outcome instanceof Unreachable failure ? failure.error() : ((Refused) outcome).reason(),
        now);
  }

  private static AccessToken token(JsonObject json, Instant now) {
    if (!(json.get("access_token") instanceof JsonString token)
        || !TOKEN.matcher(token.getString()).matches()) {
      return denied("the answer holds no access_token", now);
    }
    if (json.get("token_type") instanceof JsonString type
        && !type.getString().equalsIgnoreCase("Bearer")) {
      return denied("the token is not of type Bearer", now);
    }
    Duration lifetime = lifetime(json.get("expires_in"));
    Duration tenth = lifetime.dividedBy(10);
    return new Granted(
        token.getString(), now.plus(lifetime.minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN)));
  }

  /** A number of seconds; some servers write it as text. */
  private static Duration lifetime(@Nullable JsonValue expiresIn) {
    long seconds;
    if (expiresIn instanceof JsonNumber number) {
      try {
        seconds = number.longValue();
      } catch (NumberFormatException | UnsupportedOperationException e) { // no number of seconds
        return DEFAULT_LIFETIME;
      }
    } else if (expiresIn instanceof JsonString text && text.getString().matches("[0-9]{1,12}")) {
      seconds = Long.parseLong(text.getString());
    } else {
      return DEFAULT_LIFETIME;
    }
    return Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFETIME.toSeconds())));
  }

  private static String refusal(int status, JsonObject json) {
    return json.get("error") instanceof JsonString code
            && ERROR_CODE.matcher(code.getString()).matches()
        ? "HTTP " + status + ", " + code.getString()
        : "HTTP " + status;
  }

  /** An empty object where it is none. */
  private static JsonObject json(String body) {
    try {
      return HeaderJson.parse(body);
    } catch (RuntimeException e) { // for what is too deep or too long it has no JsonException
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  private static Denied denied(String why, Instant now) {
    return new Denied("access token: " + why, now.plus(BEFORE_ASKING_AGAIN));
  }
}
