package io.herald.security;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of {@code herald.secret-key}: 32 bytes in base64 each, comma-separated, the first one
 * encrypts, all decrypt. Without the setting an embedded database has its key in a file beside it,
 * made at the first start; any other database refuses, since its nodes must agree.
 *
 * @param byId in order; an id tells keys apart and nothing else about them
 */
record SecretKeys(Map<String, SecretKey> byId) {

  static final String SETTING = "herald.secret-key";

  private static final int BYTES = 32;
  private static final int ID_BYTES = 6;

  SecretKeys {
    byId = new LinkedHashMap<>(byId);
  }

  static SecretKeys of(Settings settings) {
    List<String> configured = settings.list(SETTING);
    if (!configured.isEmpty()) {
      return of(configured.stream().map(SecretKeys::decode).toList());
    }
    return of(
        List.of(
            KeyFile.beside(settings.text("herald.db.url"))
                .map(file -> decode(file.readOrMake(SecretKeys::random)))
                .orElseThrow(
                    () ->
                        new InvalidSetting(
                            SETTING,
                            "this database needs it: 32 random bytes in base64, the same on"
                                + " every node (openssl rand -base64 32)"))));
  }

  private static SecretKeys of(List<byte[]> keys) {
    Map<String, SecretKey> byId = new LinkedHashMap<>();
    keys.forEach(key -> byId.put(id(key), new SecretKeySpec(key, "AES")));
    return new SecretKeys(byId);
  }

  /** The id of the key that encrypts. */
  String currentId() {
    return byId.keySet().iterator().next();
  }

  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64.strip());
      if (key.length == BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // said below, without the value
    }
    throw new InvalidSetting(SETTING, "each key must be 32 bytes in base64");
  }

  private static String id(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  @Override
  public String toString() {
    return "SecretKeys" + byId.keySet();
  }
}
