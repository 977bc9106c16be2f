package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {

  private final Claim first = claim(1, 2, "{\"a\":\"Zoë\"}");
  private final Claim second = claim(2, 1, "{\"b\":1}");
  private final Batch batch = new Batch(List.of(second, first));

  @Test
  void holdsTheFrozenBodiesInTheOrderOfTheirIds() {
    assertThat(new String(batch.body(), StandardCharsets.UTF_8))
        .isEqualTo("[{\"a\":\"Zoë\"},{\"b\":1}]");
  }

  @Test
  void theSameMessagesHaveTheSameId() {
    assertThat(batch.id())
        .matches("batch_[0-9a-z]{25}")
        .isEqualTo(new Batch(List.of(first, second)).id())
        .isNotEqualTo(new Batch(List.of(first)).id());
  }

  @Test
  void namesItsMessagesInTheSameOrderAndTheHighestAttempt() {
    assertThat(batch.about())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Herald-Webhook-Id", "7",
                "Herald-Batch-Size", "2",
                "Herald-Message-Ids", first.messageId() + "," + second.messageId(),
                "Herald-Attempt", "2"));
  }

  @Test
  void theLogOfOneNamesThatOne() {
    assertThat(batch.shown(batch.about(), second))
        .containsEntry("Herald-Message-Ids", second.messageId() + " and 1 others")
        .containsEntry("Herald-Batch-Size", "2");
  }

  private static Claim claim(long id, int attempt, String body) {
    return new Claim(id, 11, MessageId.next(Instant.EPOCH), 7, "ping", body, attempt, attempt - 1);
  }
}
