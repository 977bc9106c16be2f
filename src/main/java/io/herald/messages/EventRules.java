package io.herald.messages;

import io.herald.problems.Rejected;

/** What a producer's event must obey; the catalogue of event types knows. */
public interface EventRules {

  /**
   * Does nothing where the event may be recorded.
   *
   * @throws Rejected where the event breaks a rule, with pointers into an event as it is written
   *     for {@code POST /v1/events}: {@code /type}, {@code /data/…}
   */
  void check(CustomEvent event);
}
