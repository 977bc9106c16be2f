package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import io.herald.storage.Database;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecorderTest {

  private static final MessageId MESSAGE = MessageId.next(Instant.EPOCH);

  /** What was settled, in the order of the calls that did not fail. */
  private final List<Settlement> settled = new ArrayList<>();

  private int calls;
  private Consumer<List<Settlement>> database = settlements -> {};
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Recorder recorder =
      new Recorder(
          new SteadyDeliveries() {
            @Override
            Set<Long> settle(List<Settlement> settlements) {
              calls++;
              database.accept(settlements);
              settled.addAll(settlements);
              return Set.of();
            }
          });

  @AfterEach
  void stop() {
    recorder.stop();
    thread.shutdown();
  }

  @Test
  void anOutcomeWhoseCommitFailsIsSettledAgain() throws InterruptedException {
    database =
        settlements -> {
          if (calls == 1) {
            throw Undeclared.as(new RollbackException("commit fails"));
          }
        };

    settle(delivered(1, "fine"));

    assertThat(settled).containsExactly(delivered(1, "fine"));
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void anAnswerThatTheDatabaseRefusesIsLeftOutAndCostsOthersNothing() throws InterruptedException {
    database =
        settlements -> {
          if (settlements.stream().anyMatch(each -> "bad".equals(each.attempt().responseBody()))) {
            throw new DatabaseTrouble.DataRefused(new SQLException("not text", "22021"));
          }
        };

    settle(delivered(1, "fine"), delivered(2, "bad"), delivered(3, "fine"));

    assertThat(settled)
        .containsExactlyInAnyOrder(
            delivered(1, "fine"), delivered(2, "bad").withoutTexts(), delivered(3, "fine"));
  }

  @Test
  void anErrorDoesNotEndTheThread() throws InterruptedException {
    database =
        settlements -> {
          if (calls == 1) {
            throw new StackOverflowError();
          }
        };

    settle(delivered(1, "fine"));

    assertThat(calls).isEqualTo(2);
  }

  @Test
  void anOutcomeThatNeverCanBeSettledDoesNotHoldUpOthers() throws InterruptedException {
    database =
        settlements -> {
          if (settlements.stream().anyMatch(each -> each.deliveryId() == 1)) {
            throw new IllegalStateException("a bug");
          }
        };
    recorder.add(delivered(1, "never"));

    settle(delivered(2, "fine"), delivered(3, "fine"));

    assertThat(settled).containsExactlyInAnyOrder(delivered(2, "fine"), delivered(3, "fine"));
  }

  /** Returns once all of them are. */
  private void settle(Settlement... settlements) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(settlements.length);
    List.of(settlements).forEach(recorder::add);
    recorder.start(
        task -> new Thread(() -> thread.execute(task)),
        Database.POSTGRESQL,
        (Collection<Settlement> all) -> all.forEach(each -> done.countDown()));
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private static Settlement delivered(long id, String answer) {
    return new Settlement(
        new Claim(id, 2, MESSAGE, 7, "ping", "{}", 1, 0),
        DeliveryStatus.DELIVERED,
        0,
        null,
        false,
        new Settlement.AttemptRecord(
            1, Instant.EPOCH, 12, "answered", 204, "{}", "{}", answer, null));
  }
}
