package io.herald.webhooks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a client certificate still lasts, as of the last look. */
public enum CertificateState {
  /** For more than thirty days. */
  VALID,
  /** For thirty days or less; its owner was told. */
  EXPIRING,
  /** No longer. It is still shown to the receiver, whose refusal then is in the log. */
  EXPIRED;

  /**
   * @param days before the end, of which the owner was told last; null: none yet
   */
  static CertificateState told(@Nullable Short days) {
    if (days == null) {
      return VALID;
    }
    return days > 0 ? EXPIRING : EXPIRED;
  }

  /** As shown: {@code expiring}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
