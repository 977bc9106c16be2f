package io.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts what must be read back but not found in the database: webhook secrets, masked headers.
 * AES-256-GCM with a random nonce; the {@code context} (such as {@code webhook/17}) is
 * authenticated, so that a ciphertext copied to another row does not open there.
 */
@ApplicationScoped
public class Vault {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeys keys;
  private final SecureRandom random = new SecureRandom();

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Vault() { // for the CDI proxy
    this.keys = null;
  }

  /**
   * @throws io.herald.settings.InvalidSetting where there is no usable {@code herald.secret-key}
   */
  @Inject
  public Vault(Settings settings) {
    this.keys = SecretKeys.of(settings);
  }

  /** The id of the key that {@link #seal} uses: what another key sealed may be sealed anew. */
  public String currentKeyId() {
    return keys.currentId();
  }

  /** Encrypts {@code plain} for {@code context}. */
  public SealedText seal(String plain, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String keyId = keys.currentId();
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, keyId, nonce, context).doFinal(plain.getBytes(UTF_8));
      byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
      return new SealedText(keyId, Base64.getEncoder().encodeToString(both));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has the cipher
    }
  }

  /**
   * What was sealed for {@code context}.
   *
   * @throws IllegalStateException where its key is not among {@code herald.secret-key}, or somebody
   *     changed it
   */
  public String open(SealedText sealed, String context) {
    byte[] both = Base64.getDecoder().decode(sealed.ciphertext());
    byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, context)
              .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return new String(plain, UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret of " + context + " can't be decrypted", e);
    }
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String context)
      throws GeneralSecurityException {
    SecretKey key = keys.byId().get(keyId);
    if (key == null) {
      throw new IllegalStateException(
          "the key " + keyId + " of " + context + " is not among " + SecretKeys.SETTING);
    }
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(UTF_8));
    return cipher;
  }
}
