package io.herald.chaos;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which an event is recognized in what is sent: a key of the producer, or a user's id. */
final class EventKey {

  private static final Pattern KEY = Pattern.compile("\"(?:key|userId)\":\"([^\"]+)\"");

  private EventKey() {}

  static Optional<String> in(String body) {
    Matcher key = KEY.matcher(body);
    return key.find() ? Optional.of(key.group(1)) : Optional.empty();
  }
}
