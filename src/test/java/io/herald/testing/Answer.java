package io.herald.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What a {@link RecordingReceiver} does with a request: answers, late if told so; or never does; or
 * closes the connection without a word.
 */
public record Answer(
    Kind kind,
    int status,
    Map<String, String> headers,
    String body,
    Duration delay,
    CountDownLatch told) {

  enum Kind {
    RESPOND,
    ECHO,
    HANG,
    DROP
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  private Answer(Kind kind, int status) {
    this(kind, status, Map.of(), "", Duration.ZERO, new CountDownLatch(0));
  }

  public static Answer status(int status) {
    return new Answer(Kind.RESPOND, status);
  }

  /** Answers 200 with the request's own body. */
  public static Answer echo() {
    return new Answer(Kind.ECHO, 200);
  }

  /** Keeps the connection and says nothing until the receiver is closed. */
  public static Answer hang() {
    return new Answer(Kind.HANG, 0);
  }

  /** Closes the connection after the request was read. */
  public static Answer drop() {
    return new Answer(Kind.DROP, 0);
  }

  public Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(kind, status, more, body, delay, told);
  }

  public Answer withBody(String text) {
    return new Answer(kind, status, headers, text, delay, told);
  }

  public Answer after(Duration wait) {
    return new Answer(kind, status, headers, body, wait, told);
  }

  /** Waits with it until somebody says so: what comes meanwhile comes before, on any machine. */
  public Answer when(CountDownLatch somebodySaysSo) {
    return new Answer(kind, status, headers, body, delay, somebodySaysSo);
  }
}
