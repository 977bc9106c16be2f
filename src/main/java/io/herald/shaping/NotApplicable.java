package io.herald.shaping;

/** A transformation that makes nothing of this body. Its message is for the webhook's owner. */
public final class NotApplicable extends Exception {

  private static final long serialVersionUID = 1L;

  NotApplicable(String message) {
    super(message, null, false, false);
  }
}
