package io.herald.verification;

import java.util.Locale;

/** How far a callback URL is verified. */
public enum VerificationState {
  /** Nobody has asked it. */
  NONE,
  /** It is to be asked, or is being asked. Ends within seconds. */
  PENDING,
  /** It agreed. Holds until the webhook gets another URL, also where it is asked once more. */
  VERIFIED,
  /** It did not agree. Ends when somebody tries again, or with another URL. */
  FAILED;

  static VerificationState parse(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /** As stored and shown: {@code pending}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
