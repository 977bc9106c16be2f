package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Herald shows a receiver that asks for a certificate. To register one give the first two; the
 * others are what the certificate says.
 *
 * @param certificate PEM, with those of the authorities between behind it
 * @param privateKey PEM, PKCS #8; masked when read
 * @param fingerprint SHA-256
 */
public record ClientCertificate(
    String certificate,
    String privateKey,
    @Nullable String subject,
    @Nullable String issuer,
    @Nullable String serialNumber,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable String fingerprint) {

  /** One to be registered. */
  public static ClientCertificate of(String certificate, String privateKey) {
    return new ClientCertificate(certificate, privateKey, null, null, null, null, null, null);
  }

  @Override
  public String toString() { // the key is nobody's business
    return "ClientCertificate[" + fingerprint + "]";
  }
}
