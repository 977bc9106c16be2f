package io.herald.security;

import java.util.Locale;

/** What a token may do within its organization and everything below it. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** Send events ({@code POST /v1/events}), nothing else. */
  PUBLISHER,
  /** Read. */
  VIEWER,
  /** Everything about the webhooks of one organization, and nothing else: a portal link. */
  PORTAL,
  /** Fetch the messages of webhooks that are polled, and nothing else. */
  RECEIVER;

  /** The name on the wire. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
