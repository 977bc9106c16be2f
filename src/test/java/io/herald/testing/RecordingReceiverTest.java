package io.herald.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingReceiverTest {

  private final RecordingReceiver receiver = RecordingReceiver.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void answersByTheScriptOfThePathAndKeepsTheBytes() {
    receiver.on(
        "/a?b=c",
        Answer.status(500).withHeader("Retry-After", "7").withBody("no"),
        Answer.status(204));

    assertThat(post("/a?b=c", "ü").body()).isEqualTo("no");
    assertThat(post("/a?b=c", "2").statusCode()).isEqualTo(204);
    assertThat(post("/a?b=c", "3").statusCode()).isEqualTo(204);
    assertThat(post("/other", "4").statusCode()).isEqualTo(204);

    assertThat(receiver.await("/a?b=c", 3))
        .extracting(Received::text)
        .containsExactly("ü", "2", "3");
    assertThat(receiver.requests("/a?b=c").get(0).header("x-test")).isEqualTo("yes");
  }

  @Test
  void hangsAndDrops() {
    receiver.on("/hang", Answer.hang());
    receiver.on("/drop", Answer.drop());

    assertThatThrownBy(() -> post("/hang", "", Duration.ofSeconds(1)))
        .isInstanceOf(HttpTimeoutException.class);
    assertThatThrownBy(() -> post("/drop", "")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void answersWhenItIsTold() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    receiver.on("/told", Answer.status(204).when(told));

    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(() -> post("/told", "").statusCode());
    receiver.await("/told", 1);

    assertThat(answer).isNotDone();
    told.countDown();
    assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(204);
  }

  private HttpResponse<String> post(String path, String body) {
    try {
      return post(path, body, Patience.LONG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> post(String path, String body, Duration timeout)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(receiver.url(path))
            .timeout(timeout)
            .header("X-Test", "yes")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
