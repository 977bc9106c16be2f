package io.herald.webhooks;

import io.herald.problems.Rejected;

/** The rule that a webhook has a URL if, and only if, messages are posted to it. */
final class Reachable {

  private Reachable() {}

  /**
   * @throws Rejected naming {@code /callbackUrl}
   */
  static void check(DeliveryMode delivery, boolean hasUrl) {
    if (delivery == DeliveryMode.PUSH && !hasUrl) {
      throw new Rejected("/callbackUrl", "is required, unless delivery is poll");
    }
    if (delivery == DeliveryMode.POLL && hasUrl) {
      throw new Rejected("/callbackUrl", "must be absent where delivery is poll");
    }
  }
}
