package io.herald.transport;

import static io.herald.transport.Unreachable.Kind.CONNECTION_LOST;
import static io.herald.transport.Unreachable.Kind.PROTOCOL;
import static io.herald.transport.Unreachable.Kind.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.transport.ScriptedReceiver.Connection;
import io.herald.transport.ScriptedReceiver.Script;
import io.herald.transport.Unreachable.Kind;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of every kind, hostile ones included. */
class HttpAnswersTest extends Posting {

  static Stream<Arguments> answers() {
    String big = "x".repeat(100_000);
    return Stream.of(
        row("204 without a body", "HTTP/1.1 204 No Content||", 204, ""),
        row("HTTP/1.0, ends with the connection", "HTTP/1.0 200 OK||old", -200, "old"),
        row("400", "HTTP/1.1 400 No|Content-Length: 2||no", 400, "no"),
        row(
            "401 is answered, not authenticated",
            "HTTP/1.1 401 No|WWW-Authenticate: Basic realm=\"a\"|Content-Length: 0||",
            401,
            ""),
        row(
            "407",
            "HTTP/1.1 407 Proxy|Proxy-Authenticate: Basic realm=\"a\"|Content-Length: 0||",
            407,
            ""),
        row("410", "HTTP/1.1 410 Gone|Content-Length: 0||", 410, ""),
        row("429", "HTTP/1.1 429 Slow|Retry-After: 0|Content-Length: 0||", 429, ""),
        row(
            "503 is not tried again",
            "HTTP/1.1 503 No|Retry-After: 0|Content-Length: 0||",
            503,
            ""),
        row("unknown status", "HTTP/1.1 599 What|Content-Length: 0||", 599, ""),
        row(
            "a few informational answers",
            "HTTP/1.1 100 Continue||HTTP/1.1 103 Hints|Link: <a>||HTTP/1.1 200 OK|Content-Length:"
                + " 1||1",
            200,
            "1"),
        row(
            "chunks",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|2|de|0|Trailer: x||",
            200,
            "abcde"),
        row(
            "more than 16 KiB",
            "HTTP/1.1 200 OK|Content-Length: 100000||" + big,
            200,
            big.substring(0, 16384)),
        row(
            "exactly 16 KiB",
            "HTTP/1.1 200 OK|Content-Length: 16384||" + big.substring(0, 16384),
            200,
            big.substring(0, 16384)),
        row("invalid UTF-8", "HTTP/1.1 200 OK|Content-Length: 3||a\u00ffb", 200, "a\ufffdb"),
        row("NUL", "HTTP/1.1 200 OK|Content-Length: 3||a\0b", 200, "ab"),
        row(
            "its charset",
            "HTTP/1.1 200 OK|Content-Type: text/plain; charset=ISO-8859-1|Content-Length:"
                + " 1||\u00e9",
            200,
            "\u00e9"),
        row(
            "unknown charset",
            "HTTP/1.1 200 OK|Content-Type: text/plain; charset=nope|Content-Length: 1||a",
            200,
            "a"),
        row(
            "a charset that no charset is called",
            "HTTP/1.1 200 OK|Content-Type: text/plain; charset=\"a b\"|Content-Length: 1||a",
            200,
            "a"),
        row(
            "a type that is none",
            "HTTP/1.1 200 OK|Content-Type: garbage|Content-Length: 1||a",
            200,
            "a"),
        row(
            "a type that is none, with a charset",
            "HTTP/1.1 200 OK|Content-Type: ;charset=utf-8|Content-Length: 1||a",
            200,
            "a"),
        row("no type", "HTTP/1.1 200 OK|Content-Type:|Content-Length: 1||a", 200, "a"),
        row(
            "two types in one",
            "HTTP/1.1 200 OK|Content-Type: text/plain, text/html|Content-Length: 1||a",
            200,
            "a"),
        row(
            "headers of all kinds that are malformed",
            "HTTP/1.1 200 OK|Set-Cookie: =;;|Set-Cookie:|Date: now|Link: <|Allow: ,;|ETag: x|Location: http://[|"
                + "Last-Modified: -1|Content-Language: ;;|Retry-After: -1|Content-Length: 1||a",
            200,
            "a"),
        row(
            "gzip is not unpacked",
            "HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: 2||\u001f\u001e",
            200,
            "\u001f\u001e"));
  }

  private static Arguments row(String name, String answer, int status, String body) {
    return Arguments.of(name, answer, status, body);
  }

  /** A negative status: the receiver closes after its answer. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void understands(String name, String answer, int status, String body) throws Exception {
    Outcome outcome =
        post(
            connection -> {
              connection.readRequest();
              connection.send(answer);
              if (status > 0) {
                connection.waitForClose();
              }
            });

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(Math.abs(status));
              assertThat(answered.body()).isEqualTo(body);
            });
  }

  static Stream<Arguments> hostility() {
    return Stream.of(
        bad("never accepts data", Connection::waitForClose, TIMEOUT, "no answer"),
        bad("never answers", answering(""), TIMEOUT, "no answer"),
        bad("half a head", answering("HTTP/1.1 200 OK|X-"), TIMEOUT, "no answer"),
        bad("drips its head", dripping("HTTP/1.1 200 OK|", "X-A: b|"), TIMEOUT, "no answer"),
        bad("drips its body", dripping("HTTP/1.1 200 OK||", "x"), TIMEOUT, "no complete answer"),
        bad(
            "drips its chunks",
            dripping("HTTP/1.1 200 OK|Transfer-Encoding: chunked||", "1|x|"),
            TIMEOUT,
            "no complete answer"),
        bad(
            "promises more body than it has",
            answering("HTTP/1.1 200 OK|Content-Length: 10||abc"),
            TIMEOUT,
            "no complete answer"),
        bad(
            "drips informational answers",
            dripping("", "HTTP/1.1 102 Wait||"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "floods with informational answers",
            flooding("HTTP/1.1 100 Continue||"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "changes the protocol",
            answering("HTTP/1.1 101 Switching|Upgrade: x||"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "endless header",
            flooding("HTTP/1.1 200 OK|X-A: ", "x".repeat(1000)),
            PROTOCOL,
            "the answer's headers are too large"),
        bad(
            "endless headers",
            flooding("HTTP/1.1 200 OK|", "X-A: b|"),
            PROTOCOL,
            "the answer's headers are too large"),
        bad(
            "endless chunk extension",
            flooding("HTTP/1.1 200 OK|Transfer-Encoding: chunked||1;", "x".repeat(1000)),
            PROTOCOL,
            "the answer's headers are too large"),
        bad(
            "endless trailers",
            flooding("HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|", "X-A: b|"),
            PROTOCOL,
            "the answer's headers are too large"),
        bad("endless empty lines", flooding("|"), PROTOCOL, "the answer's headers are too large"),
        bad(
            "another protocol",
            answering("SSH-2.0-OpenSSH_9.6|"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "HTTP/0.9",
            answering("<html>hello</html>|"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "HTTP/2 without being asked",
            answering("HTTP/2.0 200 OK||"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "no number for status",
            answering("HTTP/1.1 abc OK||"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "negative content length",
            answering("HTTP/1.1 200 OK|Content-Length: -5||"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "two content lengths",
            answering("HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||ab"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "no number for a chunk",
            answering("HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "binary garbage",
            answering("\u0016\u0003\u0001\u0002\0\u0001\0\0||"),
            PROTOCOL,
            "the answer is not valid HTTP/1.1"),
        bad(
            "endless garbage without a line",
            flooding("\u00ff\0\u00fe"),
            PROTOCOL,
            "the answer's headers are too large"),
        bad(
            "closes after the request",
            Connection::readRequest,
            CONNECTION_LOST,
            "connection closed before an answer"),
        bad(
            "resets after the request",
            connection -> {
              connection.readRequest();
              connection.reset();
            },
            CONNECTION_LOST,
            "connection closed before an answer"),
        bad(
            "closes within the head",
            closingAfter("HTTP/1.1 200 OK|X-A: b|"),
            CONNECTION_LOST,
            "connection closed before an answer"),
        bad(
            "closes within the body",
            closingAfter("HTTP/1.1 200 OK|Content-Length: 10||abc"),
            CONNECTION_LOST,
            "connection closed before the end of the answer"),
        bad(
            "closes within a chunk",
            closingAfter("HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|ab"),
            CONNECTION_LOST,
            "connection closed before the end of the answer"));
  }

  private static Arguments bad(String name, Script script, Kind kind, String error) {
    return Arguments.of(name, script, kind, error);
  }

  /** First fast, so that nobody waits for long, then slowly, so that it is never too much. */
  static Script dripping(String first, String drop) {
    return connection -> {
      connection.readRequest();
      connection.send(first);
      for (int drops = 0; ; drops++) {
        connection.send(drop);
        Thread.sleep(drops < 20 ? 25 : 200);
      }
    };
  }

  static Script flooding(String... parts) {
    return connection -> {
      connection.readRequest();
      connection.send(String.join("", parts));
      while (true) {
        connection.send(parts[parts.length - 1]);
      }
    };
  }

  private static Script closingAfter(String answer) {
    return connection -> {
      connection.readRequest();
      connection.send(answer);
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostility")
  void endsInTimeWithTheReasonAndWithoutTheConnection(
      String name, Script script, Kind kind, String error) throws Exception {
    if (kind == TIMEOUT) {
      assertTimesOut(error, timeout -> post(script, timeout));
    } else {
      assertThat(post(script))
          .isInstanceOfSatisfying(
              Unreachable.class,
              unreachable -> {
                assertThat(unreachable.error()).isEqualTo(error);
                assertThat(unreachable.kind()).isEqualTo(kind);
              });
    }
    Awaitility.await().until(() -> transport.connectionsInUse() == 0);
  }

  @Test
  void closesTheConnectionAtTheTimeout() throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(answering(""))) {
      assertTimesOut(
          "no answer", timeout -> post(transport, "http://127.0.0.1:" + receiver.port(), timeout));

      assertThat(receiver.closedByPeer().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closesAnEndlessAnswerOnceItHasEnough() throws Exception {
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(flooding("HTTP/1.1 200 OK||", "x".repeat(1000)))) {
      Outcome outcome = post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Answered.class, answered -> assertThat(answered.body()).hasSize(16384));
      assertThat(receiver.closedByPeer().tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      Awaitility.await().until(() -> transport.connectionsInUse() == 0);
    }
  }

  @Nested
  class WhenTheAnswerDoesNotWaitForTheRequest {

    private final byte[] large = new byte[8 * 1024 * 1024]; // more than any socket buffers

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 413})
    void itCountsAndTheConnectionIsClosed(int status) throws Exception {
      try (ScriptedReceiver receiver =
          new ScriptedReceiver(
              connection -> {
                connection.skip(100);
                connection.send("HTTP/1.1 " + status + " Early|Content-Length: 0||");
                connection.waitForPeer();
              })) {
        Outcome outcome =
            transport
                .post(
                    new PostRequest(
                        CallbackUrl.parse("http://127.0.0.1:" + receiver.port()),
                        Map.of("Content-Type", "application/json"),
                        large,
                        PATIENCE))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        assertThat(outcome)
            .isInstanceOfSatisfying(
                Answered.class, answered -> assertThat(answered.status()).isEqualTo(status));
        Awaitility.await().until(() -> transport.connectionsInUse() == 0);
      }
    }
  }
}
