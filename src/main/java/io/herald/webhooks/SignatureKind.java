package io.herald.webhooks;

import java.util.Locale;

/** How a webhook's messages are signed. */
public enum SignatureKind {
  /** With a secret that the receiver shares: {@code v1}, and {@code X-Hub-Signature-256}. */
  HMAC,
  /** With a private key whose public half everybody may know: {@code v1a}. */
  ED25519,
  /** Both in one header line. */
  BOTH;

  boolean withSecret() {
    return this != ED25519;
  }

  /** Whether a private key signs, which takes about a millisecond. */
  public boolean withKey() {
    return this != HMAC;
  }

  /** As written in JSON: {@code hmac}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
