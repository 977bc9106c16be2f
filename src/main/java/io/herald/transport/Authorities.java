package io.herald.transport;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose signature on a receiver's certificate counts: the authorities that the JDK comes with, or
 * those of {@code herald.egress.trust-store}. What {@code javax.net.ssl.trustStore} names does not
 * count: application servers point it at a store of their own, and some of those are years old.
 */
final class Authorities {

  static final String TRUST_STORE = "herald.egress.trust-store";
  static final String PASSWORD = "herald.egress.trust-store-password";

  private static final byte[] PEM = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

  private Authorities() {}

  static TrustManager[] of(Settings settings) {
    Optional<String> file = settings.optionalText(TRUST_STORE);
    try {
      KeyStore trusted =
          file.isPresent()
              ? load(Path.of(file.get()), settings.optionalText(PASSWORD))
              : load(ofTheJdk(), Optional.empty());
      if (trusted.size() == 0) {
        throw new GeneralSecurityException("no certificate in it");
      }
      return trusting(trusted);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new InvalidSetting(
          TRUST_STORE,
          file.orElse(""),
          "it must be a file of certificates in PEM, or a PKCS #12 or JKS store that its password"
              + " opens");
    }
  }

  /** As the JDK itself looks for them. */
  private static Path ofTheJdk() {
    Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
    return Stream.of("jssecacerts", "cacerts")
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a JDK without authorities"));
  }

  private static KeyStore load(Path file, Optional<String> password)
      throws GeneralSecurityException, IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(PEM.length);
      boolean pem = Arrays.equals(in.readNBytes(PEM.length), PEM);
      in.reset();
      return pem
          ? certificates(in)
          : KeyStore.getInstance(file.toFile(), password.map(String::toCharArray).orElse(null));
    }
  }

  private static KeyStore certificates(InputStream pem)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
      store.setCertificateEntry("authority-" + ++number, each);
    }
    return store;
  }

  private static TrustManager[] trusting(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return managers.getTrustManagers();
  }
}
