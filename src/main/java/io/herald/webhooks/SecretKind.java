package io.herald.webhooks;

import java.util.Locale;

/** What is stored encrypted. */
enum SecretKind {
  /** {@code whsec_…} */
  HMAC,
  /** {@code whsk_…} */
  ED25519,
  /** A JSON object: {@link Credentials}. At most one. */
  CREDENTIALS;

  static SecretKind parse(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /** As stored: {@code hmac}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
