package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.problems.Unavailable;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import jakarta.transaction.RollbackException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupCommitTest {

  private static final String POISON = "poison";
  private static final String ERROR = "error";
  private static final String COMMIT_FAILS = "commit fails";

  private final RecordingOutbox outbox = new RecordingOutbox();
  private final GroupCommit groupCommit = new GroupCommit(outbox, new SentOnce());

  /** Commits when told, in groups as they come; one with the poison fails. */
  private static final class RecordingOutbox extends Outbox {
    final List<List<Message>> transactions = new ArrayList<>();
    final CountDownLatch open = new CountDownLatch(1);

    @Override
    void record(List<Message> messages) {
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (messages.stream().anyMatch(each -> each.body().json().equals(POISON))) {
        throw new IllegalStateException(POISON);
      }
      if (messages.stream().anyMatch(each -> each.body().json().equals(ERROR))) {
        throw new StackOverflowError(ERROR);
      }
      if (messages.stream().anyMatch(each -> each.body().json().equals(COMMIT_FAILS))) {
        throw Undeclared.as(new RollbackException(COMMIT_FAILS));
      }
      synchronized (transactions) {
        transactions.add(messages);
      }
    }
  }

  @AfterEach
  void stop() {
    outbox.open.countDown();
    groupCommit.stop();
  }

  @Test
  void manyRequestsShareOneTransaction() throws Exception {
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(groupCommit.record(List.of(message("{}"))).toCompletableFuture());
    }
    start();
    outbox.open.countDown();

    for (CompletableFuture<Boolean> answer : answers) {
      answer.get(60, TimeUnit.SECONDS);
    }
    assertThat(outbox.transactions.size()).isLessThan(10);
    assertThat(outbox.transactions.stream().mapToInt(List::size).sum()).isEqualTo(100);
  }

  @Test
  void nobodyIsAnsweredBeforeTheCommit() throws Exception {
    start();
    CompletableFuture<Boolean> answer =
        groupCommit.record(List.of(message("{}"))).toCompletableFuture();

    assertThat(answer).isNotDone();
    outbox.open.countDown();
    answer.get(60, TimeUnit.SECONDS);
  }

  @Test
  void aRequestThatSpoilsTheTransactionFailsAlone() throws Exception {
    CompletableFuture<Boolean> good =
        groupCommit.record(List.of(message("{}"))).toCompletableFuture();
    CompletableFuture<Boolean> bad =
        groupCommit.record(List.of(message(POISON))).toCompletableFuture();
    CompletableFuture<Boolean> alsoGood =
        groupCommit.record(List.of(message("{}"))).toCompletableFuture();
    outbox.open.countDown();
    start();

    good.get(60, TimeUnit.SECONDS);
    alsoGood.get(60, TimeUnit.SECONDS);
    assertThatThrownBy(() -> bad.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {COMMIT_FAILS, ERROR})
  void aCommitThatFailsIsAnsweredAndTheNextOneTakesPlace(String how) throws Exception {
    CompletableFuture<Boolean> bad =
        groupCommit.record(List.of(message(how))).toCompletableFuture();
    outbox.open.countDown();
    groupCommit.start(daemons(), Database.H2); // one thread alone

    assertThatThrownBy(() -> bad.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(Unavailable.class);
    groupCommit.record(List.of(message("{}"))).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void aFullQueueRefusesAtOnce() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                var unused = groupCommit.record(List.of(message("{}")));
              }
            })
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void whatWaitedWhenTheServerStopsIsStillRecorded() throws Exception {
    CompletableFuture<Boolean> answer =
        groupCommit.record(List.of(message("{}"))).toCompletableFuture();
    groupCommit.stop();
    outbox.open.countDown();
    start();

    answer.get(60, TimeUnit.SECONDS);
    assertThatThrownBy(() -> groupCommit.record(List.of(message("{}"))))
        .isInstanceOf(Unavailable.class);
  }

  private void start() {
    groupCommit.start(daemons(), Database.POSTGRESQL);
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static Message message(String body) {
    return new Message(
        MessageId.next(Instant.EPOCH),
        new OrganizationId(new UUID(0, 1)),
        new EventType("order.paid"),
        new Body.Plain(body),
        Instant.EPOCH);
  }
}
