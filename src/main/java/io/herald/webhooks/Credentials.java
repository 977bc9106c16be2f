package io.herald.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.json.Change;
import io.herald.json.RecordBinder;
import io.herald.json.RecordWriter;
import io.herald.json.StrictJson;
import io.herald.problems.Rejected;
import io.herald.transport.ClientIdentity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's requests carry that is nobody else's business: headers of its owner's own, and
 * how Herald shows who it is, in the request and in the TLS handshake. Stored encrypted; shown, and
 * logged, with masks.
 *
 * @param headers added to every request, after Herald's own
 */
public record Credentials(
    @Nullable @AddedHeaders Map<String, String> headers,
    @Nullable Auth auth,
    @Nullable ClientCertificate clientCertificate) {

  /** Nothing is added. */
  public static final Credentials NONE = new Credentials(null, null, null);

  public Credentials {
    headers = headers == null ? Map.of() : headers;
  }

  @Override
  public Map<String, String> headers() {
    return headers == null ? Map.of() : headers;
  }

  /** Everything that every request gets, by the name of the header. */
  public Map<String, String> requestHeaders() {
    Map<String, String> all = new LinkedHashMap<>(headers());
    if (auth != null) {
      auth.value().ifPresent(value -> all.put(auth.header(), value));
    }
    return all;
  }

  /** Where an access token is to be had; empty where none is needed. */
  public Optional<OAuth2> oauth2() {
    return auth instanceof OAuth2 client ? Optional.of(client) : Optional.empty();
  }

  /** What to show to a receiver that asks for a certificate; null: nothing. */
  public @Nullable ClientIdentity identity() {
    return clientCertificate == null ? null : clientCertificate.identity();
  }

  /**
   * Those of a new webhook.
   *
   * @throws Rejected where something is said twice, is a mask, or is a certificate that is not good
   */
  Credentials checked(Instant now) {
    return NONE.with(
        new CredentialsChange(
            Change.to(new LinkedHashMap<String, @Nullable String>(headers())),
            Change.to(auth),
            Change.to(clientCertificate)),
        now);
  }

  /**
   * These with the change. Of the headers it names each one that changes, as JSON Merge Patch has
   * it; {@code auth} and {@code clientCertificate} change as a whole.
   *
   * @throws Rejected where something is said twice, is a mask and there was nothing behind it, or
   *     is a certificate that is not good
   */
  Credentials with(CredentialsChange change, Instant now) {
    Auth newAuth = change.auth().or(auth);
    ClientCertificate newCertificate = change.clientCertificate().or(clientCertificate);
    Credentials after =
        new Credentials(
            merged(change),
            change.auth().present() && newAuth != null ? newAuth.unmasked(auth) : newAuth,
            change.clientCertificate().present() && newCertificate != null
                ? newCertificate.accepted(clientCertificate, now)
                : newCertificate);
    if (after.headers().size() > AddedHeaders.MOST) {
      throw new Rejected("/headers", "A webhook has at most " + AddedHeaders.MOST + " headers.");
    }
    for (String name : after.headers().keySet()) {
      if (after.auth != null && after.auth.header().equalsIgnoreCase(name)) {
        throw new Rejected(pointer(name), "This header is set by auth.");
      }
    }
    return after;
  }

  private Map<String, String> merged(CredentialsChange change) {
    Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    merged.putAll(headers());
    Map<String, @Nullable String> changes = change.headers().value();
    if (change.headers().present() && changes == null) {
      return Map.of();
    }
    if (changes != null) {
      changes.forEach(
          (name, value) -> {
            String before = merged.remove(name); // so that the new spelling of the name holds
            if (value != null) {
              merged.put(name, Mask.lift(pointer(name), value, before));
            }
          });
    }
    return new LinkedHashMap<>(merged);
  }

  private static String pointer(String name) {
    return "/headers/" + name.replace("~", "~0");
  }

  /** The same with nothing secret left. */
  Credentials masked() {
    Map<String, String> masked = new LinkedHashMap<>(headers());
    masked.replaceAll((name, value) -> Mask.TEXT);
    return new Credentials(
        masked,
        auth == null ? null : auth.masked(),
        clientCertificate == null ? null : clientCertificate.masked());
  }

  /** As a JSON object, in clear; null for none. */
  @Nullable String stored() {
    return equals(NONE) ? null : new String(RecordWriter.write(this), UTF_8);
  }

  /** Reads what {@link #stored} wrote. */
  static Credentials fromStored(@Nullable String stored) {
    return stored == null
        ? NONE
        : RecordBinder.restore(
            Credentials.class, StrictJson.parse(stored.getBytes(UTF_8)).asJsonObject());
  }

  @Override
  public String toString() { // the values are secret
    return "Credentials[headers="
        + headers().keySet()
        + ", auth="
        + auth
        + ", "
        + clientCertificate
        + "]";
  }
}
