package io.herald.statistics;

import java.util.UUID;

/** Whose counts they are, as stored. */
final class Subject {

  private Subject() {}

  static String webhook(long id) {
    return "webhook/" + id;
  }

  /** All webhooks that the organization owns. */
  static String organization(UUID id) {
    return "organization/" + id;
  }
}
