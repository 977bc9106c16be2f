package io.herald.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link RecordingReceiver} does with a request: answers, late if told so; or never does; or
 * closes the connection without a word.
 */
public record Answer(
    Kind kind, int status, Map<String, String> headers, String body, Duration delay) {

  enum Kind {
    RESPOND,
    ECHO,
    HANG,
    DROP
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer status(int status) {
    return new Answer(Kind.RESPOND, status, Map.of(), "", Duration.ZERO);
  }

  /** Answers 200 with the request's own body. */
  public static Answer echo() {
    return new Answer(Kind.ECHO, 200, Map.of(), "", Duration.ZERO);
  }

  /** Keeps the connection and says nothing until the receiver is closed. */
  public static Answer hang() {
    return new Answer(Kind.HANG, 0, Map.of(), "", Duration.ZERO);
  }

  /** Closes the connection after the request was read. */
  public static Answer drop() {
    return new Answer(Kind.DROP, 0, Map.of(), "", Duration.ZERO);
  }

  public Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(kind, status, more, body, delay);
  }

  public Answer withBody(String text) {
    return new Answer(kind, status, headers, text, delay);
  }

  public Answer after(Duration wait) {
    return new Answer(kind, status, headers, body, wait);
  }
}
