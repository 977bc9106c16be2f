package io.herald.transport;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Who Herald is to a receiver that asks for a certificate in the TLS handshake. Two of them are
 * never the same: connections opened with one serve nobody else.
 */
public final class ClientIdentity {

  private static final int LONGEST_KEY = 16 * 1024;
  private static final String ALIAS = "client";
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private ClientIdentity(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * With a private key in PEM (PKCS #8, not encrypted) for the first certificate.
   *
   * @throws IllegalArgumentException with a sentence for the tenant that does not repeat the key
   */
  public static ClientIdentity of(CertificateChain chain, String keyPem) {
    Matcher pem = PEM.matcher(keyPem);
    if (keyPem.length() > LONGEST_KEY || !pem.find() || !pem.group(1).equals("PRIVATE KEY")) {
      throw new IllegalArgumentException(
          "must be a private key in PEM, PKCS #8 and not encrypted: openssl pkcs8 -topk8 -nocrypt");
    }
    PublicKey publicKey = chain.own().getPublicKey();
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
      return new ClientIdentity(
          chain.toArray(),
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be a private key of the algorithm of the certificate, " + publicKey.getAlgorithm());
    }
  }

  /** Whether the key is the certificate's: what the one signs, the other verifies. */
  public boolean matches() {
    PublicKey publicKey = chain[0].getPublicKey();
    byte[] sample = {1, 2, 3};
    try {
      Signature signature =
          Signature.getInstance(
              publicKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(sample);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  KeyManager keyManager() {
    return new Keys(chain, key);
  }

  @Override
  public String toString() {
    return "ClientIdentity[" + chain[0].getSubjectX500Principal().getName() + "]";
  }

  /**
   * Shows the certificate to whoever asks for one of its algorithm, whatever authorities it names:
   * a refusal says more than silence. Does not refer to the identity, which is to be forgotten once
   * its webhook is.
   */
  private static final class Keys extends X509ExtendedKeyManager {

    private final X509Certificate[] chain;
    private final PrivateKey key;

    Keys(X509Certificate[] chain, PrivateKey key) {
      this.chain = chain;
      this.key = key;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
      String own = key.getAlgorithm();
      return Arrays.stream(keyTypes)
              .anyMatch(type -> type.equals(own) || type.startsWith(own + "_"))
          ? ALIAS
          : null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null; // there are engines only
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
