package io.herald.webhooks;

import java.util.Locale;

/** What becomes of the messages for a webhook that is not active. */
public enum WhileInactive {
  /** They are in its log, cancelled; a person may redeliver them, one by one or by a replay. */
  DROP,
  /** They wait, and are delivered once it is active again. */
  HOLD;

  /** As written in JSON: {@code drop}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
