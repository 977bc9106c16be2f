package io.herald.security;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Where the identity provider's public keys come from: {@code mp.jwt.verify.publickey.location}, a
 * JSON Web Key Set (RFC 7517) at a URL or in a file. A key that is not known is asked for at once,
 * which is how a provider rotates its keys, but not more than every ten seconds: otherwise anybody
 * could make us ask as often as they like.
 */
final class WebTokenKeys {

  static final String LOCATION = "mp.jwt.verify.publickey.location";

  private static final long KEPT_SECONDS = 3600;
  private static final long KEPT_WHILE_AWAY_SECONDS = 24 * 3600;
  static final long ASKED_AGAIN_AFTER_MILLIS = 10_000;
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MOST_BYTES = 1 << 20;

  private WebTokenKeys() {}

  /** Empty where there is no such setting: no JWT is accepted then. */
  static Optional<VerificationKeyResolver> of(Settings settings) {
    return settings.optionalText(LOCATION).map(at -> at(at, settings));
  }

  private static VerificationKeyResolver at(String location, Settings settings) {
    if (location.startsWith("https://") || location.startsWith("http://")) {
      if (location.startsWith("http://") && !settings.flag("herald.insecure.allow-http")) {
        throw new InvalidSetting(LOCATION, location, "it must be https");
      }
      return new HttpsJwksVerificationKeyResolver(fetched(location));
    }
    try {
      Path file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
      return new JwksVerificationKeyResolver(
          new JsonWebKeySet(Files.readString(file)).getJsonWebKeys());
    } catch (IOException | JoseException | IllegalArgumentException e) {
      throw new InvalidSetting(
          LOCATION, location, "it must be a URL, or a file with a JSON Web Key Set");
    }
  }

  private static HttpsJwks fetched(String url) {
    Get get = new Get();
    get.setConnectTimeout(TIMEOUT_MILLIS);
    get.setReadTimeout(TIMEOUT_MILLIS);
    get.setRetries(0);
    get.setResponseBodySizeLimit(MOST_BYTES);
    HttpsJwks keys = new HttpsJwks(url);
    keys.setSimpleHttpGet(get);
    keys.setDefaultCacheDuration(KEPT_SECONDS);
    keys.setRetainCacheOnErrorDuration(KEPT_WHILE_AWAY_SECONDS);
    keys.setRefreshReprieveThreshold(ASKED_AGAIN_AFTER_MILLIS);
    return keys;
  }
}
