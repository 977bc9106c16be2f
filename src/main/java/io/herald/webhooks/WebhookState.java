package io.herald.webhooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a webhook is, for those who look for some of many. */
enum WebhookState {
  /** It may receive. */
  ACTIVE(true, ""),

  /** It may not, whyever. */
  INACTIVE(false, ""),

  /** It may receive, and nothing but failures has come back since some time. */
  FAILING(true, " and w.failingSince is not null"),

  /** Herald has deactivated it: its receiver is gone, or failed for too long. */
  DEACTIVATED(false, " and w.deactivatedReason <> io.herald.webhooks.DeactivatedReason.BY_HAND");

  private final boolean active;
  private final String more;

  WebhookState(boolean active, String more) {
    this.active = active;
    this.more = more;
  }

  /** In JPQL, of a webhook {@code w} and a parameter {@code :active}. */
  String condition() {
    return "w.active = :active" + more;
  }

  boolean active() {
    return active;
  }

  /** Reads the name in lower case; empty where there is no such state. */
  static Optional<WebhookState> parse(String text) {
    return Arrays.stream(values()).filter(state -> state.toString().equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
