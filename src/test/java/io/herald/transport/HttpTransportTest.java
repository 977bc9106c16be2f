package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is sent, and what is read of a good answer. */
class HttpTransportTest extends Posting {

  @Test
  void asksWhatMayBePostedWithoutABody() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(
            connection -> {
              while (true) {
                seen.add(connection.readRequest());
                connection.send("HTTP/1.1 200 OK|Content-Length: 0|WebHook-Allowed-Origin: *||");
              }
            })) {
      CallbackUrl url = CallbackUrl.parse("http://127.0.0.1:" + receiver.port() + "/hook");
      Map<String, String> headers = Map.of("WebHook-Request-Origin", "herald");
      for (int i = 0; i < 2; i++) {
        Outcome outcome =
            transport
                .post(PostRequest.options(url, headers, null, PATIENCE))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        assertThat(outcome)
            .isInstanceOfSatisfying(
                Answered.class,
                answer ->
                    assertThat(answer.headers())
                        .containsEntry("webhook-allowed-origin", List.of("*")));
      }
      assertThat(seen.get(0)).startsWith("OPTIONS /hook HTTP/1.1\r\n").doesNotContain("Content-");
      assertThat(receiver.accepted()).isEqualTo(1);
    }
  }

  @Test
  void sendsWhatItWasGivenAndNothingOfItsOwnButTheFraming() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(
            connection -> {
              seen.add(connection.readRequest());
              connection.send("HTTP/1.1 200 OK|Content-Length: 0||");
            })) {
      String authority = "receiver.example:" + receiver.port();

      post(transport, "http://" + authority + "/hook%20a?b=c&d=%2F", PATIENCE);

      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).lines())
          .containsExactlyInAnyOrder(
              "POST /hook%20a?b=c&d=%2F HTTP/1.1",
              "Host: " + authority,
              "Content-Type: application/json",
              "User-Agent: Herald/test",
              "webhook-id: msg_1",
              "Content-Length: 15",
              "Connection: keep-alive",
              "",
              "{\"type\":\"ping\"}");
    }
  }

  @Test
  void givesTheWholeAnswer() throws Exception {
    Outcome outcome = post(answering("HTTP/1.1 201 Made|X-A: b|x-a: c|Content-Length: 2||ok"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(201);
              assertThat(answered.successful()).isTrue();
              assertThat(answered.headers())
                  .isEqualTo(Map.of("x-a", List.of("b", "c"), "content-length", List.of("2")));
              assertThat(answered.body()).isEqualTo("ok");
              assertThat(answered.duration()).isPositive();
            });
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (ScriptedReceiver elsewhere = new ScriptedReceiver(answering(""))) {
      Outcome outcome =
          post(
              answering(
                  "HTTP/1.1 307 Elsewhere|Content-Length: 0|Location: http://127.0.0.1:"
                      + elsewhere.port()
                      + "/||"));

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Answered.class, answered -> assertThat(answered.status()).isEqualTo(307));
      assertThat(elsewhere.accepted()).isZero();
    }
  }

  @Test
  void sendsNoCookieBack() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (ScriptedReceiver receiver =
        new ScriptedReceiver(
            connection -> {
              while (true) {
                seen.add(connection.readRequest());
                connection.send("HTTP/1.1 200 OK|Set-Cookie: a=b; Path=/|Content-Length: 0||");
              }
            })) {
      post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE);
      post(transport, "http://127.0.0.1:" + receiver.port(), PATIENCE);

      assertThat(receiver.accepted()).as("one connection, kept").isEqualTo(1);
      assertThat(seen).hasSize(2).noneMatch(request -> request.contains("ookie"));
    }
  }

  @Test
  void hundredsOfSlowReceiversCostNoThread() throws Exception {
    List<CompletableFuture<Outcome>> attempts = new ArrayList<>();
    try (HangingReceiver receiver = new HangingReceiver()) {
      String url = "http://127.0.0.1:" + receiver.port();
      int before = Thread.activeCount();

      for (int i = 0; i < 800; i++) {
        attempts.add(start(transport, url, PATIENCE).toCompletableFuture());
      }
      Awaitility.await().until(() -> receiver.accepted() == 800);

      assertThat(attempts).noneMatch(CompletableFuture::isDone);
      assertThat(Thread.activeCount()).as("but for one or two of others").isLessThan(before + 10);
    }
    for (CompletableFuture<Outcome> attempt : attempts) {
      assertThat(attempt.get(60, TimeUnit.SECONDS)).isInstanceOf(Unreachable.class);
    }
    Awaitility.await().until(() -> transport.connectionsInUse() == 0);
  }
}
