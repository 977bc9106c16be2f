package io.herald.webhooks;

import io.herald.json.JsonForm;
import io.herald.json.JsonMistakes;
import io.herald.problems.Rejected;
import io.herald.transport.CertificateChain;
import io.herald.transport.ClientIdentity;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a webhook's requests show in the TLS handshake, and its private key. What
 * the certificate says is shown beside it, and ignored when it is sent back.
 */
public final class ClientCertificate implements JsonForm {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String CERTIFICATE = "certificate";
  private static final String PRIVATE_KEY = "privateKey";
  private static final Set<String> TOLD_BY_THE_CERTIFICATE =
      Set.of("subject", "issuer", "serialNumber", "notBefore", "notAfter", "fingerprint");

  private final CertificateChain chain;
  private final String privateKey;
  private final @Nullable ClientIdentity identity;

  private ClientCertificate(
      CertificateChain chain, String privateKey, @Nullable ClientIdentity identity) {
    this.chain = chain;
    this.privateKey = privateKey;
    this.identity = identity;
  }

  /** Null where {@code json} is none, which {@code mistakes} then tells. */
  public static @Nullable ClientCertificate fromJson(JsonValue json, JsonMistakes mistakes) {
    if (!(json instanceof JsonObject object)) {
      mistakes.add("", "must be an object with certificate and privateKey");
      return null;
    }
    boolean known = true;
    for (String name : object.keySet()) {
      if (!name.equals(CERTIFICATE)
          && !name.equals(PRIVATE_KEY)
          && !TOLD_BY_THE_CERTIFICATE.contains(name)) {
        mistakes.add("/" + name.replace("~", "~0").replace("/", "~1"), "is not known");
        known = false;
      }
    }
    String certificate = text(object, CERTIFICATE, mistakes);
    String key = text(object, PRIVATE_KEY, mistakes);
    if (certificate == null || key == null || !known) {
      return null;
    }
    CertificateChain chain;
    try {
      chain = CertificateChain.parse(certificate);
    } catch (IllegalArgumentException e) {
      mistakes.add("/" + CERTIFICATE, String.valueOf(e.getMessage()));
      return null;
    }
    if (key.equals(Mask.TEXT)) {
      return new ClientCertificate(chain, key, null);
    }
    try {
      return new ClientCertificate(chain, key, ClientIdentity.of(chain, key));
    } catch (IllegalArgumentException e) {
      mistakes.add("/" + PRIVATE_KEY, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable String text(JsonObject object, String name, JsonMistakes mistakes) {
    if (object.get(name) instanceof JsonString text) {
      return text.getString();
    }
    mistakes.add("/" + name, object.containsKey(name) ? "must be text" : "is required");
    return null;
  }

  /**
   * One that a webhook may have from now on, its key taken from {@code before} where it is masked.
   *
   * @throws Rejected where there is no such key, where it is not the certificate's, and where the
   *     certificate is a new one and over
   */
  ClientCertificate accepted(@Nullable ClientCertificate before, Instant now) {
    String key =
        Mask.lift(
            "/clientCertificate/privateKey", privateKey, before == null ? null : before.privateKey);
    ClientIdentity accepted;
    try {
      accepted = ClientIdentity.of(chain, key);
    } catch (IllegalArgumentException e) {
      throw new Rejected("/clientCertificate/privateKey", String.valueOf(e.getMessage()));
    }
    if (!accepted.matches()) {
      throw new Rejected(
          "/clientCertificate/privateKey", "This is not the private key of the certificate.");
    }
    boolean isNew = before == null || !before.chain.equals(chain);
    if (isNew && !now.isBefore(chain.notAfter())) {
      throw new Rejected(
          "/clientCertificate/certificate", "The certificate ended at " + chain.notAfter() + ".");
    }
    return new ClientCertificate(chain, key, accepted);
  }

  /** The same without the key. */
  ClientCertificate masked() {
    return new ClientCertificate(chain, Mask.TEXT, null);
  }

  /** What it says, the key aside. */
  public CertificateChain chain() {
    return chain;
  }

  /** Null where it is masked. */
  @Nullable ClientIdentity identity() {
    return identity;
  }

  @Override
  public JsonValue toJson() {
    return JSON.createObjectBuilder()
        .add(CERTIFICATE, chain.pem())
        .add(PRIVATE_KEY, privateKey)
        .add("subject", chain.subject())
        .add("issuer", chain.issuer())
        .add("serialNumber", chain.serialNumber())
        .add("notBefore", chain.notBefore().toString())
        .add("notAfter", chain.notAfter().toString())
        .add("fingerprint", chain.fingerprint())
        .build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientCertificate that
        && chain.equals(that.chain)
        && privateKey.equals(that.privateKey);
  }

  @Override
  public int hashCode() {
    return chain.hashCode();
  }

  @Override
  public String toString() { // the key is a secret
    return "ClientCertificate[" + chain.subject() + "]";
  }
}
