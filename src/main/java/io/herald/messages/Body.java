package io.herald.messages;

/** A message's body before it is known which webhook gets it. */
public sealed interface Body {

  /** The text as stored: compact JSON. */
  String json();

  /** The same bytes for every webhook. */
  record Plain(String json) implements Body {}

  /**
   * The payload of an envelope that names the webhook, so that each webhook gets bytes of its own.
   */
  record Enveloped(String json) implements Body {}
}
