package io.herald.webhooks;

import java.util.Locale;

/** Why a webhook is not active. Each ends when its owner activates the webhook. */
public enum DeactivatedReason {
  /** Its owner wanted it so. */
  BY_HAND,
  /** The receiver answered 410. */
  GONE,
  /** Nothing but failures for {@code herald.webhook.deactivate-after}. */
  FAILING,
  /** Its callback URL has not agreed to be posted to; ends by itself once it has. */
  UNVERIFIED;

  /** As stored and shown: {@code by_hand}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
