package io.herald.verification;

import org.jspecify.annotations.Nullable;

/**
 * What came of asking a callback URL.
 *
 * @param callbackUrl the one that was asked: the webhook may have another one by now
 * @param method {@code options} or {@code echo}, whichever it agreed by; null where it did not
 * @param allowedRate what it said of requests a minute, {@code *} or a number; null: nothing
 * @param error for the owner of the webhook; null where it agreed
 */
record Verdict(
    long webhookId,
    String callbackUrl,
    @Nullable String method,
    @Nullable String allowedRate,
    @Nullable String error) {

  /** What stands for every origin, and for every rate. */
  static final String ANY = "*";

  boolean agreed() {
    return method != null;
  }

  /** Null where it named no number. */
  @Nullable Integer requestsPerMinute() {
    return allowedRate == null || allowedRate.equals(ANY) ? null : Integer.valueOf(allowedRate);
  }
}
