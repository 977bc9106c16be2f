package io.herald.delivery;

import java.time.Instant;

/** What came of asking for a token. */
sealed interface AccessToken {

  /** Until when this is used rather than asked for again. */
  Instant until();

  /** There is one. */
  record Granted(String text, Instant until) implements AccessToken {

    @Override
    public String toString() { // it is a secret
      return "Granted[until=" + until + "]";
    }
  }

  /**
   * There is none.
   *
   * @param error for the owner of the webhook
   */
  record Denied(String error, Instant until) implements AccessToken {}
}
