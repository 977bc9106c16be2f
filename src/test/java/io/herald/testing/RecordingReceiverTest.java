package io.herald.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
  void answersByTheScriptOfThePathAndKeepsTheBytes() throws Exception {
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

    assertThatThrownBy(() -> post("/hang", "")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> post("/drop", "")).isInstanceOf(IOException.class);
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(receiver.url(path))
            .timeout(Duration.ofSeconds(1))
            .header("X-Test", "yes")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
