package io.herald.webhooks;

import java.util.Locale;

/** How messages come to a webhook's receiver. */
public enum DeliveryMode {
  /** They are posted to its {@code callbackUrl}. */
  PUSH,
  /** The receiver fetches them, and says that it has them by fetching the next ones. */
  POLL;

  /** As written in JSON: {@code push}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
