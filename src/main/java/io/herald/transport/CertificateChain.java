package io.herald.transport;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A certificate and those that vouch for it, each by the next one. It is public: whatever else
 * stood in the text that it was read from is not in it.
 */
public final class CertificateChain {

  private static final int LONGEST_TEXT = 32 * 1024;
  private static final int LONGEST_NAME = 1024; // both are shown beside the certificate, and stored
  private static final int MOST = 10;
  private static final Set<String> ALGORITHMS = Set.of("RSA", "EC");

  private final List<X509Certificate> certificates;

  private CertificateChain(List<X509Certificate> certificates) {
    this.certificates = certificates;
  }

  /**
   * Reads certificates in PEM, the owner's own first.
   *
   * @throws IllegalArgumentException with a sentence for the tenant
   */
  public static CertificateChain parse(String pem) {
    if (pem.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("must have at most 32768 characters");
    }
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
        chain.add((X509Certificate) each);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("must be certificates in PEM", e);
    }
    if (chain.isEmpty() || chain.size() > MOST) {
      throw new IllegalArgumentException("must be one to 10 certificates in PEM");
    }
    if (!ALGORITHMS.contains(chain.get(0).getPublicKey().getAlgorithm())) {
      throw new IllegalArgumentException("must be a certificate for an RSA or an EC key");
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!vouches(chain.get(i), chain.get(i - 1))) {
        throw new IllegalArgumentException(
            "must begin with the certificate of the private key, each followed by its issuer's");
      }
    }
    CertificateChain read = new CertificateChain(List.copyOf(chain));
    if (read.subject().length() > LONGEST_NAME || read.issuer().length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "must name owner and issuer in at most " + LONGEST_NAME + " characters each");
    }
    return read;
  }

  private static boolean vouches(X509Certificate issuer, X509Certificate issued) {
    try {
      issued.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  X509Certificate own() {
    return certificates.get(0);
  }

  X509Certificate[] toArray() {
    return certificates.toArray(X509Certificate[]::new);
  }

  /** Of its owner, as RFC 2253 has it. */
  public String subject() {
    return own().getSubjectX500Principal().getName();
  }

  /** Of who signed it. */
  public String issuer() {
    return own().getIssuerX500Principal().getName();
  }

  /** In hexadecimal digits. */
  public String serialNumber() {
    return own().getSerialNumber().toString(16);
  }

  public Instant notBefore() {
    return own().getNotBefore().toInstant();
  }

  public Instant notAfter() {
    return own().getNotAfter().toInstant();
  }

  /** SHA-256 over the certificate, as {@code openssl x509 -fingerprint -sha256} prints it. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(own().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has SHA-256, and it was read from bytes
    }
  }

  /** As it is stored and shown. */
  public String pem() {
    StringBuilder pem = new StringBuilder();
    Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    try {
      for (X509Certificate each : certificates) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(base64.encodeToString(each.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // it was read from bytes
    }
    return pem.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateChain that && certificates.equals(that.certificates);
  }

  @Override
  public int hashCode() {
    return certificates.hashCode();
  }

  @Override
  public String toString() {
    return "CertificateChain[" + subject() + "]";
  }
}
